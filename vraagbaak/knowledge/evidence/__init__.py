"""The port through which evidence that a published answer may be wrong is reported; reviews take it in (rule 3)."""
