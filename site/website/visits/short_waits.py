"""Counting waits hardly at all for another process that is writing, because a visitor is waiting too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

MAX_WAIT_MILLISECONDS = 250


@contextmanager
def waiting_briefly() -> Iterator[None]:
    """Within it, SQLite soon gives up when another process is writing: a count is not worth a visitor's time."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(settings.DATABASES[connection.alias].get("OPTIONS", {}).get("timeout", 5) * 1000)
    set_wait(MAX_WAIT_MILLISECONDS)
    try:
        yield
    finally:
        set_wait(usual)


def set_wait(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
