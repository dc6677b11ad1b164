"""Whether published pages are still right: reviewing them, what makes that due, and who is told."""
