"""Readers' votes on whether a page helped, with their reasons."""
