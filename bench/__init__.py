"""`make bench`: measures the product with generated content, beside Wagtail's own search engines."""
