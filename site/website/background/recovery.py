"""Puts tasks whose worker died while running them back in the queue."""

import logging
from datetime import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from website.background.heartbeats import is_alive

logger = logging.getLogger(__name__)
MAXIMUM_ATTEMPTS = 3


def abandoned_tasks(*, now: datetime) -> list[DBTaskResult]:
    """The running tasks of workers without a recent heartbeat."""
    return [
        task
        for task in DBTaskResult.objects.running()
        if not (task.worker_ids and is_alive(worker_id=task.worker_ids[-1], now=now))
    ]


def take_back(task: DBTaskResult) -> bool:
    """Queues the task again, or fails one whose workers died too often; whether this call did it.

    Several workers may see the same task: the conditional update lets one of them through.
    """
    same_attempt = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    if len(task.worker_ids) < MAXIMUM_ATTEMPTS:
        taken = same_attempt.update(status=TaskResultStatus.READY, started_at=None)
        outcome = "is queued again"
    else:
        reason = f"Its worker stopped {len(task.worker_ids)} times while running it."
        taken = same_attempt.update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=reason
        )
        outcome = "is given up"
    if taken:
        logger.warning("Task %s of a worker that stopped %s (%s).", task.task_path, outcome, task.pk)
    return bool(taken)


class Recovery:
    """Takes back what was abandoned at two checks in a row: an emptied cache looks like dead workers for one check."""

    def __init__(self) -> None:
        self.seen: set[tuple[object, datetime | None]] = set()

    def look(self, *, now: datetime) -> int:
        """How many tasks were taken back."""
        abandoned = {(task.pk, task.started_at): task for task in abandoned_tasks(now=now)}
        taken = sum(take_back(task) for attempt, task in abandoned.items() if attempt in self.seen)
        self.seen = set(abandoned)
        return taken
