"""Texts that agents use again and again, with variables that are filled in."""
