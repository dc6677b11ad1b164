"""How often each recurring task is due; each is queued once per period, whatever the number of workers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from website.background import tasks


@dataclass(frozen=True, kw_only=True)
class PeriodicJob:
    task: Task
    every: timedelta

    def claim_key(self, now: datetime) -> str:
        period = int(now.timestamp() // self.every.total_seconds())
        return f"periodic:{self.task.module_path}:{period}"


JOBS = (
    PeriodicJob(task=tasks.publish_scheduled, every=timedelta(minutes=1)),
    PeriodicJob(task=tasks.send_owed_mails, every=timedelta(minutes=1)),
    PeriodicJob(task=tasks.send_owed_review_digests, every=timedelta(minutes=1)),
    PeriodicJob(task=tasks.mend_search_index, every=timedelta(minutes=1)),
    PeriodicJob(task=tasks.check_links, every=timedelta(minutes=15)),
    PeriodicJob(task=tasks.leave_ask_runs, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.daily_review_work, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.close_answered_questions, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.keep_earlier_questions, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.forget_old_codes, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.tidy_attachments, every=timedelta(hours=1)),
    PeriodicJob(task=tasks.delete_refused_spam, every=timedelta(days=1)),
    PeriodicJob(task=tasks.prune_finished_tasks, every=timedelta(days=1)),
    PeriodicJob(task=tasks.forget_old_searches, every=timedelta(days=1)),
    PeriodicJob(task=tasks.forget_old_ask_drafts, every=timedelta(days=1)),
    PeriodicJob(task=tasks.forget_old_status_links, every=timedelta(days=1)),
    PeriodicJob(task=tasks.forget_old_sessions, every=timedelta(days=1)),
    PeriodicJob(task=tasks.end_retention, every=timedelta(days=1)),
)


def claim(job: PeriodicJob, *, now: datetime) -> bool:
    """Whether this call is the first in its period: adding to the cache succeeds once."""
    return cache.add(job.claim_key(now), True, timeout=2 * job.every.total_seconds())


def is_waiting(job: PeriodicJob) -> bool:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.task.module_path)
    return waiting.exists()


def enqueue_due(*, now: datetime) -> list[PeriodicJob]:
    """Queues the jobs whose period has begun, except those that are still waiting from an earlier period."""
    due = [job for job in JOBS if claim(job, now=now) and not is_waiting(job)]
    for job in due:
        job.task.enqueue()
    return due
