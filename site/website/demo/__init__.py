"""The content of the demo, loaded through the same verbs as real content."""
