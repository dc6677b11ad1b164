"""What is kept of an asker: exported, erased on request, and erased when its term is over (rule 30)."""
