"""The screens of triage: the queue, what was decided, and what is done with many questions at once."""
