from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from website.background.periodic import enqueue_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_database_queue", "_no_claims")]
NOW = datetime(2026, 3, 2, 10, 0, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EACH_MINUTE = ["publish_scheduled", "send_owed_mails", "send_owed_review_digests", "mend_search_index"]
EACH_QUARTER = ["check_links"]
EACH_HOUR = [
    "leave_ask_runs",
    "daily_review_work",
    "close_answered_questions",
    "keep_earlier_questions",
    "forget_old_codes",
    "tidy_attachments",
]
EACH_DAY = [
    "delete_refused_spam",
    "prune_finished_tasks",
    "forget_old_searches",
    "forget_old_ask_drafts",
    "forget_old_status_links",
    "forget_old_sessions",
    "end_retention",
]


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
    later = []
    for passed in (MINUTE, 15 * MINUTE, 60 * MINUTE, timedelta(days=1)):
        later.append(queued_at(NOW + passed))
        finish_all()

    assert first == [*EACH_MINUTE, *EACH_QUARTER, *EACH_HOUR, *EACH_DAY]
    assert same_minute == []
    assert later == [
        EACH_MINUTE,
        [*EACH_MINUTE, *EACH_QUARTER],
        [*EACH_MINUTE, *EACH_QUARTER, *EACH_HOUR],
        first,
    ]


def test_job_that_still_waits_is_not_queued_twice() -> None:
    queued_at(NOW)

    assert queued_at(NOW + MINUTE) == []
    assert DBTaskResult.objects.count() == len(EACH_MINUTE + EACH_QUARTER + EACH_HOUR + EACH_DAY)
