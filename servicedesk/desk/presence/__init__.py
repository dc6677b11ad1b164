"""Which agents look at a question now, and who of them is writing."""
