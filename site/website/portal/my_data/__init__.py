"""“My data”: seeing, downloading and erasing what is kept of an asker."""
