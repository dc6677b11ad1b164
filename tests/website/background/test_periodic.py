from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from website.background.periodic import enqueue_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_database_queue", "_no_claims")]
NOW = datetime(2026, 3, 2, 10, 0, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EACH_MINUTE = ["publish_scheduled", "send_owed_mails", "mend_search_index"]
EACH_DAY = ["prune_finished_tasks", "forget_old_searches"]


@pytest.fixture
def _no_claims(_memory_cache: None) -> None:
    cache.clear()


def queued_at(now: datetime) -> list[str]:
    return [job.task.name for job in enqueue_due(now=now)]


def finish_all() -> None:
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)


def test_each_job_is_queued_once_per_period() -> None:
    first = queued_at(NOW)
    finish_all()
    same_minute = queued_at(NOW + timedelta(seconds=10))
    next_minute = queued_at(NOW + MINUTE)
    finish_all()
    next_day = queued_at(NOW + timedelta(days=1))

    assert first == [*EACH_MINUTE, *EACH_DAY]
    assert same_minute == []
    assert next_minute == EACH_MINUTE
    assert next_day == [*EACH_MINUTE, *EACH_DAY]


def test_job_that_still_waits_is_not_queued_twice() -> None:
    queued_at(NOW)

    assert queued_at(NOW + MINUTE) == []
    assert DBTaskResult.objects.count() == len(EACH_MINUTE) + len(EACH_DAY)
