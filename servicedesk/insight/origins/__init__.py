"""What led to a FAQ page and whom it did not help, for its editors and the desk; without names."""
