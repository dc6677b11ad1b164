"""Pages for people who first prove who they are."""
