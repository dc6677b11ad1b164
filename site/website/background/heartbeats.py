"""The heartbeats of the workers, in the cache that all processes share."""

from datetime import datetime, timedelta

from django.core.cache import cache

BEAT_EVERY = timedelta(seconds=5)
ALIVE_FOR = timedelta(seconds=45)
REMEMBERED_SECONDS = 24 * 60 * 60
NEWEST = "worker-heartbeat"


def key(worker_id: str) -> str:
    return f"{NEWEST}:{worker_id}"


def beat(*, worker_id: str, now: datetime) -> None:
    cache.set_many({key(worker_id): now, NEWEST: now}, timeout=REMEMBERED_SECONDS)


def stop_beating(*, worker_id: str) -> None:
    cache.delete(key(worker_id))


def is_alive(*, worker_id: str, now: datetime) -> bool:
    last: datetime | None = cache.get(key(worker_id))
    return last is not None and now - last < ALIVE_FOR


def newest_beat() -> datetime | None:
    """When any worker last beat."""
    beat_at: datetime | None = cache.get(NEWEST)
    return beat_at
