"""The worker as it runs in production: a process of its own on the same database file."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from time_machine import travel

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.mail.link_renewal import mail_new_link
from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.models import EarlierQuestion, Question
from servicedesk.triage.actions import promote_questions
from tests import factories
from tests.mailserver import MailServer
from tests.waiting import wait_until
from website.background import tasks
from website.background.heartbeats import is_alive, newest_beat
from website.background.worker_heartbeat import WorkerHeartbeat

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("_database_queue", "_shared_cache"),
]
ROOT = Path(__file__).resolve().parents[3]


def start_worker(mail_server: MailServer | None = None) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "website.settings",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DATA_DIR": str(settings.DATA_DIR),
    }
    if mail_server:
        environment |= {"EMAIL_HOST": mail_server.host, "EMAIL_PORT": str(mail_server.port)}
    else:
        environment["EMAIL_DIR"] = str(settings.DATA_DIR / "mails")
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[str]]:
    process = start_worker()
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def an_hours_work(office: Any, agent: Any, base: Any) -> Question:
    """What happened while no worker ran: asked, answered, taken up, a new link asked for, and published."""
    draft = factories.FaqPageFactory(parent=base, title="Mijn paspoort laten bezorgen", live=False)
    with travel(timezone.now() - timedelta(hours=1), tick=False):
        question = factories.ask_question(office, now=timezone.now(), tell_when_published=True)
        sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
        close_question(question=question, user=agent, now=timezone.now())
        promote_questions(questions=[question], page=draft, user=agent, now=timezone.now())
        mail_new_link(question=question, now=timezone.now())
        draft.save_revision().publish()
    return question


def statuses(task: Any) -> list[str]:
    of_task = DBTaskResult.objects.filter(task_path=task.module_path)
    return list(of_task.values_list("status", flat=True))


def test_queued_task_is_run_and_the_worker_stops_when_asked(worker: subprocess.Popen[str]) -> None:
    result = tasks.prune_finished_tasks.enqueue()

    finished = DBTaskResult.objects.finished().filter(pk=result.id)
    assert wait_until(finished.exists)
    assert finished.get().status == TaskResultStatus.SUCCESSFUL
    assert wait_until(newest_beat) is not None

    worker.send_signal(signal.SIGTERM)
    _out, log = worker.communicate(timeout=20)

    assert worker.returncode == 0
    assert log.count("takes tasks.") == 1
    assert log.count("stopped after") == 1


def test_running_task_of_a_dead_worker_is_run_again(worker: subprocess.Popen[str]) -> None:
    task = DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        worker_ids=["dead"],
        args_kwargs={"args": [], "kwargs": {}},
        task_path=tasks.prune_finished_tasks.module_path,
        backend_name="default",
        run_after=timezone.now(),
    )

    assert wait_until(DBTaskResult.objects.finished().filter(pk=task.pk).exists, seconds=40)

    task.refresh_from_db()
    assert (task.status, task.worker_ids[0], len(task.worker_ids)) == (TaskResultStatus.SUCCESSFUL, "dead", 2)


def work_off(server: MailServer) -> None:
    """Runs a worker until nothing is owed and it has looked for what was missed."""
    look = tasks.send_owed_mails.enqueue()
    looked = DBTaskResult.objects.successful().filter(pk=look.id)
    unsent = OutgoingMail.objects.filter(sent_at=None)
    worker = start_worker(server)
    done = wait_until(lambda: looked.exists() and not unsent.exists(), seconds=60)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=30)
    assert done


def test_worker_that_was_dead_for_an_hour_catches_up_and_sends_each_mail_once(
    an_hours_work: Question,
) -> None:
    with MailServer() as server:
        work_off(server)
        work_off(server)
        subjects = sorted(str(make_header(decode_header(mail["Subject"]))) for mail in server.mails)

    assert sorted(OutgoingMail.objects.values_list("kind", flat=True)) == sorted(MailKind.values)
    assert len(subjects) == len(set(subjects)) == len(MailKind.values)
    assert EarlierQuestion.objects.filter(question=an_hours_work).count() == 1


def test_the_heartbeat_beats_and_queues_the_periodic_jobs() -> None:
    heartbeat = WorkerHeartbeat(
        worker_id="one", beat_every=timedelta(seconds=0.05), look_every=timedelta(seconds=0.1)
    )
    heartbeat.start()

    assert wait_until(newest_beat)
    assert wait_until(lambda: statuses(tasks.publish_scheduled)) == [TaskResultStatus.READY]

    heartbeat.stop()
    assert not heartbeat.is_alive()


def test_a_worker_that_was_stopped_in_order_is_taken_for_dead_at_once() -> None:
    heartbeat = WorkerHeartbeat(worker_id="one", beat_every=timedelta(seconds=0.05))
    heartbeat.start()

    assert wait_until(lambda: is_alive(worker_id="one", now=timezone.now()))

    heartbeat.stop()
    assert is_alive(worker_id="one", now=timezone.now()) is False
