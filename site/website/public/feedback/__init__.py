"""Whether an answer helped, and why not."""
