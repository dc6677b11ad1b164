"""The links by which an asker follows a question without an account: issued, revoked, forgotten (rule 9)."""
