"""The agent's screens: work lists, a question with its answer, what helps to answer it, and quarantine."""
