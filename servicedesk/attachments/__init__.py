"""Files that come in with a question: what is accepted, and the private store in which they lie."""
