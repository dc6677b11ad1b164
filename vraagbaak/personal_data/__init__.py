"""Finds and removes what could identify people in a text."""
