from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.factories import AMSTERDAM
from vraagbaak.review.daily.models import DailyRun
from website.background import tasks
from website.background.search_index import index_state

pytestmark = pytest.mark.django_db


def test_scheduled_page_is_published_when_its_moment_has_come(base: Any) -> None:
    base.unpublish()
    base.go_live_at = timezone.now() + timedelta(milliseconds=1)
    base.save_revision(approved_go_live_at=base.go_live_at)

    tasks.publish_scheduled.enqueue()

    base.refresh_from_db()
    assert base.live


def test_lost_index_is_mended_without_a_search() -> None:
    lost = index_state()

    tasks.mend_search_index.enqueue()

    assert (lost, index_state()) == ("damaged", "ok")


def test_the_daily_work_is_done_as_of_now(base: Any) -> None:
    for hour in (4, 5, 6):
        with time_machine.travel(datetime(2026, 11, 18, hour, tzinfo=AMSTERDAM), tick=False):
            tasks.daily_review_work.enqueue()

    run = DailyRun.objects.get()
    assert (run.day, timezone.localtime(run.finished_at).hour) == (date(2026, 11, 18), 5)


@pytest.mark.usefixtures("_database_queue")
def test_only_old_finished_tasks_are_pruned() -> None:
    now = timezone.now()
    kept = finished_task(now - timedelta(days=13))
    finished_task(now - timedelta(days=15))

    tasks.prune_finished_tasks.func()

    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [kept.pk]


def test_only_expired_sessions_are_removed() -> None:
    for age, text in ((-1, "Verlopen vraag?"), (1, "Nieuwe vraag?")):
        session = SessionStore()
        session["ask_drafts"] = {"sleutel": {"title": text}}
        session.save()
        Session.objects.filter(pk=session.session_key).update(
            expire_date=timezone.now() + timedelta(minutes=age)
        )

    tasks.forget_old_sessions.enqueue()

    kept = [session.get_decoded()["ask_drafts"]["sleutel"]["title"] for session in Session.objects.all()]
    assert kept == ["Nieuwe vraag?"]


def finished_task(finished_at: Any) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=finished_at,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="website.background.tasks.publish_scheduled",
        backend_name="default",
        run_after=finished_at,
    )
