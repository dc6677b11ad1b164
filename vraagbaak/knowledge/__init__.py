"""Knowledge bases and their FAQ pages: who may see them, what readers say of them, and where they link."""
