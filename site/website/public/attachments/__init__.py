"""Downloads of the files that came with questions."""
