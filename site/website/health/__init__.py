"""Whether this process is up and can serve."""
