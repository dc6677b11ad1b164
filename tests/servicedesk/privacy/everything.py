"""Looks everywhere: every column of every table, the sessions, the search index and the folder of attachments."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection


def places_that_hold(words: list[str]) -> list[str]:
    """Where any of the words still stands, whatever the letters' case."""
    sought = [word.lower() for word in words]
    return sorted(
        {
            place
            for place, text in [
                *columns(),
                *sessions(),
                *files(Path(settings.SEARCH_INDEX_DIR)),
                *attachments(),
            ]
            if any(word in text.lower() for word in sought)
        }
    )


def columns() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", str(value)) for name, value in zip(names, row, strict=True))


def sessions() -> Iterator[tuple[str, str]]:
    for session in Session.objects.all():
        yield "session", str(SessionStore().decode(session.session_data))


def files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", errors="ignore")


def attachments() -> Iterator[tuple[str, str]]:
    return files(Path(settings.ATTACHMENTS_DIR))
