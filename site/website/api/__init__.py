"""Our own API, version 1, and Wagtail's APIs limited to public reading."""
