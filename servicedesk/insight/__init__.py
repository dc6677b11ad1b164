"""The dashboard: figures of the desk and the knowledge per week, each with its definition, table and file."""
