"""The worker as it runs in production: a process of its own on the same database file."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.waiting import wait_until
from website.background import tasks
from website.background.caretaker import Caretaker
from website.background.heartbeats import newest_beat

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("_database_queue", "_shared_cache"),
]
ROOT = Path(__file__).resolve().parents[3]


def start_worker() -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "website.settings",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DATA_DIR": str(settings.DATA_DIR),
        "EMAIL_DIR": str(settings.DATA_DIR / "mails"),
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[str]]:
    process = start_worker()
    yield process
    process.kill()
    process.wait()


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


def test_caretaker_beats_and_queues_the_periodic_jobs() -> None:
    caretaker = Caretaker(
        worker_id="one", beat_every=timedelta(seconds=0.05), look_every=timedelta(seconds=0.1)
    )
    caretaker.start()

    assert wait_until(newest_beat)
    assert wait_until(lambda: statuses(tasks.publish_scheduled)) == [TaskResultStatus.READY]

    caretaker.stop()
    assert not caretaker.is_alive()
