"""Management commands: the worker and the loading of the demo."""
