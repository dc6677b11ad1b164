"""The run of an asker through the form: what was shown, what was opened, how it ended (rule 8).

Each verb is the only door to its change. They are conditional updates: a second press, or a second request at the
same moment, changes nothing.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from servicedesk.deflection.choices import FOLLOW_UP_TERM, UNDECIDED, AskOutcome
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.deflection.visitors import VisitorDigests, account, digests_between, random_digest
from servicedesk.offices.models import Office
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Question
from vraagbaak.finding.cards import FaqCard
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.actions import give_feedback
from vraagbaak.review.signals.actions import new_signal, raise_signals
from vraagbaak.review.signals.models import ReviewSignal

NOT_IN_THE_LIST = 0


class AlreadyAskedError(Exception):
    """The run ended in another question before."""


def begin_run(*, office: Office, now: datetime, visitor: str, key: str = "") -> AskRun:
    """A new run, or the one that `key` began before: two requests of one form share their run.

    `visitor` is a digest that changes every day (`servicedesk.deflection.visitors`). A key that was taken along to the
    site of another office begins a run of its own there.
    """
    defaults = {"office": office, "begun_at": now, "visitor": visitor}
    run, _created = AskRun.objects.get_or_create(key=key or new_key(), defaults=defaults)
    return run if run.office_id == office.pk else AskRun.objects.create(key=new_key(), **defaults)


def new_key() -> str:
    return secrets.token_urlsafe(32)


def show_suggestions(*, run: AskRun, pages: Iterable[FaqPage | FaqCard], now: datetime) -> AskRun:
    """Keeps which pages the asker saw and where; a page that was shown before keeps its first place."""
    shown = [
        ShownSuggestion(run=run, page_id=page.pk, position=position, shown_at=now)
        for position, page in enumerate(pages, start=1)
    ]
    if run.outcome != AskOutcome.ASKED:
        ShownSuggestion.objects.bulk_create(shown, ignore_conflicts=True)
    return run


def open_suggestion(*, run: AskRun, page: FaqPage, now: datetime) -> AskRun:
    """What is opened after the question was sent was not read before it, and is not counted."""
    shown = run.shown.filter(page=page, opened_at=None)
    shown.exclude(run__outcome=AskOutcome.ASKED).update(opened_at=now)
    return run


@transaction.atomic
def decline_suggestion(*, run: AskRun, page: FaqPage, reason: str, now: datetime) -> AskRun:
    """The asker says that a page that was shown did not help, and why; its owner gets that once per run."""
    declined = run.shown.filter(page=page, declined_at=None)
    if declined.exclude(run__outcome=AskOutcome.ASKED).update(declined_at=now):
        give_feedback(page=page, helpful=False, reason=reason, now=now)
    return run


@transaction.atomic
def end_run_answered(*, run: AskRun, page: FaqPage, now: datetime, visitor: str = "") -> AskRun:
    """The asker says that a page answered the question. A run that ended before keeps its first end.

    `visitor` is the digest of today, by which `follow_up` finds a run that began on an earlier day.
    """
    undecided = AskRun.objects.filter(pk=run.pk, outcome__in=UNDECIDED)
    ended = {"outcome": AskOutcome.ANSWERED, "answered_by": page, "answered_at": now, "ended_at": now}
    if undecided.update(visitor=visitor or F("visitor"), **ended):
        found = {"position": NOT_IN_THE_LIST, "shown_at": now, "opened_at": now}
        ShownSuggestion.objects.get_or_create(run=run, page=page, defaults=found)
    run.refresh_from_db()
    return run


@transaction.atomic
def note_asked(
    *, question: Question, now: datetime, run: AskRun | None = None, visitor: VisitorDigests | None = None
) -> None:
    """For each new question: ends the `run` in which it was asked, and tells the runs that it followed on.

    `visitor` is who asked in the run. Raises AlreadyAskedError when the run ended in another question before.
    """
    follow_up_account(question=question, now=now)
    if run and visitor:
        end_run_asked(run=run, question=question, now=now, visitor=visitor.today)
        follow_up(question=question, visitors=visitor.lately, now=now)


@transaction.atomic
def end_run_asked(*, run: AskRun, question: Question, now: datetime, visitor: str = "") -> AskRun:
    """The asker asked after all, also when a page had seemed to answer it. Raises AlreadyAskedError the second time."""
    unasked = AskRun.objects.filter(pk=run.pk).exclude(outcome=AskOutcome.ASKED)
    ended = {"outcome": AskOutcome.ASKED, "question": question, "ended_at": now}
    if not unasked.update(visitor=visitor or F("visitor"), **ended):
        raise AlreadyAskedError
    run.refresh_from_db()
    signal_asked_anyway(question=question, now=now)
    return run


def leave_runs(*, now: datetime) -> int:
    """Ends the runs of which nothing more was heard for a day; who comes back still goes on with it."""
    return AskRun.objects.to_be_left(now).update(outcome=AskOutcome.LEFT, ended_at=now)


@transaction.atomic
def follow_up(*, question: Question, visitors: Iterable[str], now: datetime) -> int:
    """Tells the runs in which a page had answered the asker less than 48 hours before; how many there are (rule 8).

    `visitors` are the digests of the asker on those days. A question in quarantine is noted too, and counts from the
    moment that it is released; a genuine one takes its place.
    """
    moment = question.asked_at
    runs = AskRun.objects.filter(office=question.office).of_visitors(visitors)
    answered = runs.answered_shortly_before(moment).without_question().exclude(question=question)
    number = answered.update(followed_by=question, followed_at=moment)
    if number:
        signal_asked_anyway(question=question, now=now)
    return number


def follow_up_account(*, question: Question, now: datetime) -> int:
    """The same by the asker's account, if there is one, whichever channel and device the question came by."""
    if question.asker.user_id is None:
        return 0
    since = question.asked_at - FOLLOW_UP_TERM
    visitors = digests_between([account(question.asker.user_id)], since=since, until=question.asked_at)
    return follow_up(question=question, visitors=visitors, now=now)


@transaction.atomic
def unask(*, question: Question) -> None:
    """Before `question`, which was spam, is deleted: nothing was asked, so its runs end as if it had not come.

    Without it a run that asked a question which is gone, or was followed by one, would count as asked.
    """
    own = AskRun.objects.filter(question=question)
    own.exclude(answered_at=None).update(
        outcome=AskOutcome.ANSWERED, question=None, ended_at=F("answered_at")
    )
    own.update(outcome=AskOutcome.LEFT, question=None)
    AskRun.objects.filter(followed_by=question).update(followed_by=None, followed_at=None)


@transaction.atomic
def forget_visitor(*, question: Question) -> None:
    """Before or after the asker of `question` is made anonymous: a random digest takes the place of each in its runs.

    The other runs of that visitor and day get the same one, so that who counts once goes on counting once; only those
    of another question do not, since they would tell who asked this one.
    """
    own = AskRun.objects.filter(Q(question=question) | Q(followed_by=question))
    pages = list(ShownSuggestion.objects.filter(run__in=own).values_list("page", flat=True))
    for visitor in set(own.exclude(visitor="").values_list("visitor", flat=True)):
        fresh = random_digest()
        signals = ReviewSignal.objects.filter(kind=EvidenceKind.ASKED_ANYWAY, key=key_of_asker(visitor))
        signals.filter(page__in=pages).update(key=key_of_asker(fresh))
        own.filter(visitor=visitor).update(visitor=fresh)
        AskRun.objects.filter(visitor=visitor, question=None, followed_by=None).update(visitor=fresh)


def signal_asked_anyway(*, question: Question, now: datetime) -> int:
    """Evidence against the pages that the asker had read (rule 3): once per asker, page and day.

    None while the question waits in quarantine: `release` calls this once more.
    """
    if question.status not in GENUINE:
        return 0
    read = ShownSuggestion.objects.filter(Q(run__question=question) | Q(run__followed_by=question))
    read = read.filter(Q(opened_at__isnull=False) | Q(run__answered_by=F("page")))
    asker = AskRun.objects.filter(question=question).values_list("visitor", flat=True).first()
    key = key_of_asker(asker) if asker else f"question:{question.pk}"
    signals = [
        new_signal(page_id=page_id, kind=EvidenceKind.ASKED_ANYWAY, key=key, now=now)
        for page_id in read.order_by("page").values_list("page", flat=True).distinct()
    ]
    return raise_signals(signals=signals, now=now) if signals else 0


def key_of_asker(visitor: str) -> str:
    return f"asker:{visitor}"
