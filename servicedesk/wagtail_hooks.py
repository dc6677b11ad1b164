"""Wagtail looks for hooks here; they stand in `servicedesk.admin.hooks`."""

from servicedesk.admin import hooks  # noqa: F401
