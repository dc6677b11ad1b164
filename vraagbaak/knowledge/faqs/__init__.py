"""FAQ pages: question and answer, owner and review date; adding, editing, rendering and indexing them."""
