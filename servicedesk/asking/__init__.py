"""The ask form: what is filled in, the asker's draft, uploaded files, and what looks like spam."""
