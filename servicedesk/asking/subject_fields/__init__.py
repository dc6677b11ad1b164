"""The extra fields of a subject on the ask form, and what askers filled in."""
