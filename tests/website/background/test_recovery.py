from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from website.background.heartbeats import beat
from website.background.recovery import Recovery, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_no_beats")]
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def _no_beats(_memory_cache: None) -> None:
    cache.clear()


def running_task(*worker_ids: str, **fields: Any) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=NOW - timedelta(minutes=1),
        worker_ids=list(worker_ids),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="website.background.tasks.publish_scheduled",
        backend_name="default",
        run_after=timezone.now(),
        **fields,
    )


def test_task_of_a_dead_worker_is_queued_again_at_the_second_look() -> None:
    task = running_task("dead")
    recovery = Recovery()

    taken = [recovery.look(now=NOW), recovery.look(now=NOW + timedelta(seconds=10))]

    task.refresh_from_db()
    assert taken == [0, 1]
    assert (task.status, task.started_at) == (TaskResultStatus.READY, None)


def test_task_of_a_living_worker_is_left_alone() -> None:
    task = running_task("alive")
    beat(worker_id="alive", now=NOW)
    recovery = Recovery()

    taken = [recovery.look(now=NOW), recovery.look(now=NOW + timedelta(seconds=10))]

    task.refresh_from_db()
    assert taken == [0, 0]
    assert task.status == TaskResultStatus.RUNNING


def test_emptied_cache_does_not_make_a_living_worker_dead() -> None:
    running_task("alive")
    recovery = Recovery()

    recovery.look(now=NOW)
    beat(worker_id="alive", now=NOW + timedelta(seconds=5))

    assert recovery.look(now=NOW + timedelta(seconds=10)) == 0


def test_two_workers_that_see_the_same_task_take_it_back_once() -> None:
    running_task("dead")
    one, two = DBTaskResult.objects.get(), DBTaskResult.objects.get()

    assert [take_back(one), take_back(two)] == [True, False]


def test_task_that_took_three_workers_down_is_given_up() -> None:
    task = running_task("dead", "dead too", "dead as well")

    take_back(task)

    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.traceback == "Its worker stopped 3 times while running it."
