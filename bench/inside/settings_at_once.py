"""The product's settings, with tasks that run where they are made: saving a page also indexes it."""

from website.settings import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
