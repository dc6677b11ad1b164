"""How often each query is searched for and what came of it, with the reports on that."""
