"""The product's settings, with tasks that run immediately: saving a page also indexes it."""

from website.settings import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
