"""Mails as database rows, each sent exactly once."""
