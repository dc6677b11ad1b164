"""What all reports share: who may read them, and their place in the menu."""
