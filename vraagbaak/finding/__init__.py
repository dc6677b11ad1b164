"""Searching the FAQ pages for a person: what may be found, in which order, and how results are listed."""
