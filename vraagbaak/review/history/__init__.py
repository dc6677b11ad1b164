"""The review status of each knowledge base, stored day by day, and the report on it."""
