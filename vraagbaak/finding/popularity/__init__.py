"""How often a page is chosen for a query, and how far that lifts it in the ranking for that query."""
