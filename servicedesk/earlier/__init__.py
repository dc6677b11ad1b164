"""Answers that were given earlier, without what could tell who asked, for agents to search (rule 13)."""
