"""What becomes of closed questions: the queue, the groups that ask the same, and the decisions (rule 14)."""
