"""The mails to askers, and the status links in them."""
