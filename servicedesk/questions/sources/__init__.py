"""Which FAQ pages and earlier answers an answer was made from (rule 13)."""
