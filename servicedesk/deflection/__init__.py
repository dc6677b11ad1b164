"""What askers saw, opened and decided in a run through the ask form, and the figures made of it (rule 8)."""
