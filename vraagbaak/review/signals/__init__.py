"""Evidence that a page may be wrong; enough of it makes a review due before its date (rule 3)."""
