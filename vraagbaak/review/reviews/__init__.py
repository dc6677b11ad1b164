"""The review of a page, its outcomes and what follows from them, and the report of all pages."""
