import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from website.background.heartbeats import beat

WELL = {"ok": True}
NO_DATABASE = {"ok": False, "reason": "The database does not answer."}


@pytest.fixture(autouse=True)
def _no_beats(_memory_cache: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def _beating(_no_beats: None) -> None:
    beat(worker_id="one", now=timezone.now())


def waiting_task(*, enqueued_at: datetime, run_after: datetime) -> None:
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="website.background.tasks.publish_scheduled",
        backend_name="default",
        run_after=run_after,
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=enqueued_at)


def test_process_is_up_without_asking_the_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "up"})


@pytest.mark.django_db
@pytest.mark.usefixtures("_beating")
def test_ready_when_all_is_well(client: Client) -> None:
    call_command("update_index", verbosity=0)

    answer = client.get("/readyz")

    assert answer.json() == {"status": "ready", "checks": {"database": WELL, "index": WELL, "queue": WELL}}
    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("_beating")
def test_not_ready_when_the_index_is_gone(client: Client, settings: Any) -> None:
    call_command("update_index", verbosity=0)
    shutil.rmtree(settings.SEARCH_INDEX_DIR)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["index"] == {
        "ok": False,
        "reason": "The search index is missing or damaged; it will be rebuilt from the database.",
    }


@pytest.mark.django_db
def test_not_ready_without_a_worker(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["status"] == "not ready"
    assert answer.json()["checks"]["queue"] == {
        "ok": False,
        "reason": "No worker gave a sign of life in the last minute.",
    }


@pytest.mark.django_db
def test_not_ready_when_the_last_beat_is_over_a_minute_old(client: Client) -> None:
    beat(worker_id="one", now=timezone.now() - timedelta(seconds=61))

    assert client.get("/readyz").json()["checks"]["queue"]["ok"] is False


@pytest.mark.django_db
@pytest.mark.usefixtures("_beating")
@pytest.mark.parametrize(("minutes_ago", "well"), [(4, True), (6, False)])
def test_queue_is_well_while_no_task_waits_over_five_minutes(
    client: Client, minutes_ago: int, well: bool
) -> None:
    waiting_task(enqueued_at=timezone.now() - timedelta(minutes=minutes_ago), run_after=get_date_max())

    assert client.get("/readyz").json()["checks"]["queue"]["ok"] is well


@pytest.mark.django_db
@pytest.mark.usefixtures("_beating")
def test_task_that_was_put_off_waits_from_its_own_moment(client: Client) -> None:
    now = timezone.now()
    waiting_task(enqueued_at=now - timedelta(hours=3), run_after=now - timedelta(minutes=1))

    assert client.get("/readyz").json()["checks"]["queue"] == WELL


@pytest.mark.django_db
def test_database_that_is_away_is_said_without_a_trace(client: Client) -> None:
    with connection.execute_wrapper(refuse_queries):
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == NO_DATABASE


def refuse_queries(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError("unable to open database file")


def test_only_reading_is_allowed(client: Client) -> None:
    assert (client.post("/healthz").status_code, client.post("/readyz").status_code) == (405, 405)
