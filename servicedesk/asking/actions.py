"""The run of an asker through the form: what was shown, what was opened, how it ended (rule 8)."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from servicedesk.asking.models import AskOutcome, AskRun, ShownSuggestion
from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from vraagbaak.faqs.models import FaqPage
from vraagbaak.finding.cards import FaqCard
from vraagbaak.reviewsignals.actions import new_signal, raise_signals
from vraagbaak.reviewsignals.choices import SignalKind


def begin_run(*, office: Office, now: datetime, visitor: str, key: str = "") -> AskRun:
    """A new run, or the one that `key` began before: two requests of one form share their run.

    `visitor` is a digest that changes every day, see `website.asking.visits`.
    """
    key = key or secrets.token_urlsafe(32)
    defaults = {"office": office, "begun_at": now, "visitor": visitor}
    run, _created = AskRun.objects.get_or_create(key=key, defaults=defaults)
    return run


def show_suggestions(*, run: AskRun, pages: Iterable[FaqPage | FaqCard], now: datetime) -> AskRun:
    """Keeps which pages the asker saw and where; a page that was shown before keeps its first place."""
    shown = [
        ShownSuggestion(run=run, page_id=page.pk, position=position, shown_at=now)
        for position, page in enumerate(pages, start=1)
    ]
    ShownSuggestion.objects.bulk_create(shown, ignore_conflicts=True)
    return run


def open_suggestion(*, run: AskRun, page: FaqPage, now: datetime) -> AskRun:
    run.shown.filter(page=page, opened_at=None).update(opened_at=now)
    return run


def end_run_answered(*, run: AskRun, page: FaqPage, now: datetime) -> AskRun:
    """The asker says that a page answered the question. A run that ended before keeps its first end."""
    busy = AskRun.objects.filter(pk=run.pk, outcome=AskOutcome.BUSY)
    busy.update(outcome=AskOutcome.ANSWERED, answered_by=page, ended_at=now)
    run.refresh_from_db()
    return run


@transaction.atomic
def end_run_asked(*, run: AskRun, question: Question, now: datetime) -> AskRun:
    """The asker asked after all, also when a page had seemed to answer it: a signal about the pages read (rule 3)."""
    run.outcome, run.question, run.ended_at = AskOutcome.ASKED, question, now
    run.save(update_fields=["outcome", "question", "ended_at"])
    read = set(run.shown.exclude(opened_at=None).values_list("page_id", flat=True))
    if run.answered_by_id:
        read.add(run.answered_by_id)
    signals = [
        new_signal(page_id=page_id, kind=SignalKind.ASKED_ANYWAY, key=f"ask-run:{run.pk}", now=now)
        for page_id in sorted(read)
    ]
    raise_signals(signals=signals, now=now)
    return run
