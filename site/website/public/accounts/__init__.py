"""Logging in and out on the public site."""
