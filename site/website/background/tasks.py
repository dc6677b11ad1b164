"""The work that recurs, as tasks of the queue."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from servicedesk.mail.actions import send_owed_mails as send_owed
from vraagbaak.daily.actions import run_day
from vraagbaak.digests.actions import send_owed_digests
from vraagbaak.links import actions as links
from vraagbaak.querylog.actions import forget_searches
from website.background.search_index import index_state

FINISHED_TASKS_KEPT_DAYS = 14


@task()
def publish_scheduled() -> None:
    """Publishes and withdraws the pages whose moment has come."""
    call_command("publish_scheduled", verbosity=0)


@task()
def send_owed_mails() -> None:
    """Sends the mails that were not taken by the mail server before."""
    send_owed(now=timezone.now())


@task()
def send_owed_review_digests() -> None:
    """Sends the digests of reviews that were not taken by the mail server before."""
    send_owed_digests(now=timezone.now())


@task()
def mend_search_index() -> None:
    """Rebuilds an index that is missing or damaged, also when nobody searches."""
    if index_state() == "damaged":
        call_command("update_index", verbosity=0)


@task()
def prune_finished_tasks() -> None:
    call_command("prune_db_task_results", min_age_days=FINISHED_TASKS_KEPT_DAYS, verbosity=0)


@task()
def forget_old_searches() -> None:
    forget_searches(before=timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS))


@task()
def daily_review_work() -> None:
    """Queued every hour, and done once a day: what failed or was cut off in the morning is done in the next hour."""
    run_day(now=timezone.now())


@task()
def check_links() -> None:
    links.check_links(now=timezone.now())
