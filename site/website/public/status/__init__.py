"""The status page of a question, for whoever holds its link."""
