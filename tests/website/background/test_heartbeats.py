from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from website.background.heartbeats import ALIVE_FOR, beat, is_alive, newest_beat, stop_beating

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_beats(_memory_cache: None) -> None:
    cache.clear()


def test_worker_is_alive_until_its_beat_is_too_old() -> None:
    beat(worker_id="one", now=NOW)

    answers = [is_alive(worker_id="one", now=NOW + age) for age in (timedelta(0), ALIVE_FOR / 2, ALIVE_FOR)]

    assert answers == [True, True, False]


def test_worker_that_leaves_is_no_longer_alive() -> None:
    beat(worker_id="one", now=NOW)
    beat(worker_id="two", now=NOW)

    stop_beating(worker_id="one")

    assert (is_alive(worker_id="one", now=NOW), is_alive(worker_id="two", now=NOW)) == (False, True)


def test_newest_beat_is_of_any_worker() -> None:
    assert newest_beat() is None

    beat(worker_id="one", now=NOW)
    beat(worker_id="two", now=NOW + timedelta(seconds=3))

    assert newest_beat() == NOW + timedelta(seconds=3)
