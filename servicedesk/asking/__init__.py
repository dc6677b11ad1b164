"""The ask form: the asker's draft, uploaded files, suspicion of spam, and the verb that asks."""
