"""Import of FAQ pages from files: JSON Lines, CSV, and zips of Markdown."""
