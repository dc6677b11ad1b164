"""The home page of a site."""
