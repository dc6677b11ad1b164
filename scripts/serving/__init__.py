"""A running Vraagbaak in a folder of its own: shared by the demo, the bench and the tests."""
