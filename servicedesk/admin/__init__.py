"""The desk in the Wagtail admin: menu items, URLs, hooks, and which rooms hold something of an asker."""
