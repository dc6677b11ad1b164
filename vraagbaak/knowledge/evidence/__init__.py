"""The port by which evidence against a published answer is reported; reviews take it in (rule 3)."""
