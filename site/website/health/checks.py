"""What must be in order before this process can serve: one function per part, each giving a Check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Q
from django_tasks_db.models import DBTaskResult, get_date_max

from website.background.heartbeats import newest_beat
from website.background.search_index import index_state

HEARTBEAT_AT_MOST = timedelta(seconds=60)
WAITING_AT_MOST = timedelta(minutes=5)
NO_DATABASE = "The database does not answer."
INDEX_REASONS = {
    "ok": "",
    "rebuilding": "The search index is being rebuilt from the database.",
    "damaged": "The search index is missing or damaged; it will be rebuilt from the database.",
}


@dataclass(frozen=True)
class Check:
    """`reason` says in one sentence, without secrets, what is wrong; empty when all is well."""

    reason: str = ""

    @property
    def ok(self) -> bool:
        return not self.reason

    def as_json(self) -> dict[str, bool | str]:
        return {"ok": True} if self.ok else {"ok": False, "reason": self.reason}


def check_all(*, now: datetime) -> dict[str, Check]:
    return {
        "database": answer_of(check_database),
        "index": answer_of(check_index),
        "queue": answer_of(lambda: check_queue(now=now)),
    }


def answer_of(check: Callable[[], Check]) -> Check:
    """Queue and index need the database too: without it, each check gives the same answer."""
    try:
        return check()
    except DatabaseError:
        return Check(NO_DATABASE)


def check_database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check()


def check_index() -> Check:
    """The next search or the worker rebuilds a lost or damaged index; until then we are not ready."""
    return Check(INDEX_REASONS[index_state()])


def check_queue(*, now: datetime) -> Check:
    beat_at = newest_beat()
    if beat_at is None or now - beat_at > HEARTBEAT_AT_MOST:
        return Check("No worker gave a sign of life in the last minute.")
    if has_waited_too_long(now=now):
        return Check("A task waits longer than five minutes.")
    return Check()


def has_waited_too_long(*, now: datetime) -> bool:
    """A task waits from the moment for which it was planned, or else from when it was queued."""
    since = now - WAITING_AT_MOST
    at_once = Q(run_after=get_date_max(), enqueued_at__lt=since)
    return DBTaskResult.objects.ready().filter(at_once | Q(run_after__lt=since)).exists()
