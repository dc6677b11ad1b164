from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command


@pytest.fixture
def _database_queue(settings: Any) -> None:
    """The queue as in production: tasks wait in the database until a worker takes them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def _shared_cache(settings: Any) -> Iterator[None]:
    """The cache as in production: a table that all processes and threads share."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "vraagbaak_cache"}
    }
    call_command("createcachetable")
    cache.clear()
    yield
    cache.clear()
