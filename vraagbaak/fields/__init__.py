"""Form fields and filters that refuse what a database or a spreadsheet cannot hold."""
