"""`make bench`: measures the product with generated content, next to Wagtail's own search engines."""
