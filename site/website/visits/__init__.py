"""What every view asks about a request: its site and office, what it may see, how often it may come, what counts."""
