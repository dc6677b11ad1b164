"""The search page, and the counting of searches and choices."""
