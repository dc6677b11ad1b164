"""What is kept of an asker: exported, erased on request and after its term; each room does its part (rule 30)."""
