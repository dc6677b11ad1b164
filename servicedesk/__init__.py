"""The desk: questions that askers send, from the ask form to the answer and what is learnt of it."""
