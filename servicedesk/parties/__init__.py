"""The people and organisations that an office deals with, and the registry of what hangs on them."""
