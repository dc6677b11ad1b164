"""How often each page is read, per day."""
