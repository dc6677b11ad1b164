"""Taking an answered question up in a knowledge base, or linking it to a page that answers it (rule 14)."""
