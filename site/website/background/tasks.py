"""The recurring work, as tasks of the queue."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from servicedesk.asking.drafts import forget_drafts
from servicedesk.asking.uploads import remove_abandoned
from servicedesk.attachments.actions import remove_strays
from servicedesk.deflection.actions import leave_runs
from servicedesk.earlier.actions import keep_missing
from servicedesk.lifecycle.closing import close_silent_questions
from servicedesk.lifecycle.quarantine import delete_refused
from servicedesk.mail.actions import send_owed_mails as send_owed
from servicedesk.mail.status_links.actions import forget_links
from servicedesk.parties.email_verification import actions as email_verification
from servicedesk.privacy import retention
from servicedesk.triage.notifying import tell_what_was_missed
from vraagbaak.finding.popularity.actions import forget_choices
from vraagbaak.finding.query_log.actions import forget_searches
from vraagbaak.knowledge.links import actions as links
from vraagbaak.review.daily.actions import run_day
from vraagbaak.review.digests.actions import send_owed_digests
from website.background.search_index import index_state

FINISHED_TASKS_KEPT_DAYS = 14
ASK_DRAFT_KEPT_DAYS = 30


@task()
def publish_scheduled() -> None:
    """Publishes and withdraws the pages whose moment has come."""
    call_command("publish_scheduled", verbosity=0)


@task()
def send_owed_mails() -> None:
    """Sends the mails that the mail server did not accept before."""
    send_owed(now=timezone.now())
    email_verification.send_owed_codes(now=timezone.now())


@task()
def send_owed_review_digests() -> None:
    """Sends the review digests that the mail server did not accept before."""
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
    before = timezone.localdate() - timedelta(days=settings.SEARCH_LOG_DAYS)
    forget_searches(before=before)
    forget_choices(before=before)


@task()
def forget_old_codes() -> None:
    """Deletes, after a day, the e-mail addresses that were typed to get a code, whether confirmed or not."""
    email_verification.forget_verifications(before=timezone.now() - timedelta(days=1))


@task()
def forget_old_status_links() -> None:
    """Deletes the links that expired so long ago that they cannot be renewed by mail either."""
    forget_links(before=timezone.now() - timedelta(days=settings.STATUS_LINK_RENEWABLE_DAYS))


@task()
def forget_old_sessions() -> None:
    """They hold texts that were not sent and e-mail addresses that were typed."""
    call_command("clearsessions", verbosity=0)


@task()
def end_retention() -> None:
    """Anonymises what each office has kept for its full term."""
    retention.end_retention(now=timezone.now())


@task()
def leave_ask_runs() -> None:
    leave_runs(now=timezone.now())


@task()
def forget_old_ask_drafts() -> None:
    forget_drafts(before=timezone.now() - timedelta(days=ASK_DRAFT_KEPT_DAYS))


@task()
def tidy_attachments() -> None:
    """Deletes files of questions that were never asked, and files that a crash left on the disk."""
    remove_abandoned(now=timezone.now())
    remove_strays(now=timezone.now())


@task()
def delete_refused_spam() -> None:
    delete_refused(now=timezone.now())


@task()
def daily_review_work() -> None:
    """Queued every hour and done once a day: what failed or was interrupted is done in the next hour."""
    run_day(now=timezone.now())


@task()
def keep_earlier_questions() -> None:
    """Adds settled questions that agents cannot search yet, such as those from before an upgrade."""
    keep_missing()


@task()
def check_links() -> None:
    links.check_links(now=timezone.now())


@task()
def close_answered_questions() -> None:
    """Closes answered questions without reaction, and plans mails about publications that were missed."""
    close_silent_questions(now=timezone.now())
    tell_what_was_missed(now=timezone.now())
