"""The desk in the Wagtail admin: menu items, addresses, hooks, and which rooms hold something of an asker."""
