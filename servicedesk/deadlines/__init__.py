"""Business hours, and what follows from them: when something is due, and where days and weeks begin."""
