"""The work on reviews that is done once a day, step by step."""
