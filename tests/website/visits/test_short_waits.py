"""A count does not make a visitor wait."""

import pytest
from django.db import connection

from website.visits.short_waits import waiting_briefly


@pytest.mark.django_db
def test_the_usual_wait_comes_back() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite waits for a file")

    def wait() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    before = wait()
    with waiting_briefly():
        within = wait()

    assert (within, wait()) == (250, before)
