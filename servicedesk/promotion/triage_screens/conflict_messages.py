"""What an agent is told about questions on which somebody else decided first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from servicedesk.questions.models import Question
from servicedesk.questions.thread import name_of
from servicedesk.triage.choices import DECIDED, TriageOutcome
from servicedesk.triage.locking import may_wait
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.audiences.access import User


def told_of_others(*, questions: Sequence[Question], user: User, now: datetime) -> list[str]:
    """A sentence for each of the questions that `user` did not decide at the moment `now`: who did, or what else
    happened to it."""
    fresh = Question.objects.filter(pk__in=[question.pk for question in questions])
    return list(sentences(fresh.select_related("triage__page", "triage__user"), user=user, now=now))


def sentences(questions: Iterable[Question], *, user: User, now: datetime) -> Iterator[str]:
    for question in questions:
        triage = getattr(question, "triage", None)
        if triage is None or triage.outcome == TriageOutcome.WAITING:
            yield why_not_waiting(question)
        elif (triage.user_id, triage.decided_at) != (user.pk, now):
            yield decided_before(triage)


def told_of_left_out(*, questions: Sequence[Question]) -> list[str]:
    """A sentence for each of the questions that no longer waits: who decided, or what else happened to it."""
    fresh = Question.objects.filter(pk__in=[question.pk for question in questions])
    return [
        decided_before(question.triage) if is_decided(question) else why_not_waiting(question)
        for question in fresh.select_related("triage__page", "triage__user").order_by("pk")
        if is_decided(question) or not may_wait(question)
    ]


def is_decided(question: Question) -> bool:
    triage = getattr(question, "triage", None)
    return triage is not None and triage.outcome in DECIDED


def why_not_waiting(question: Question) -> str:
    """For a question on which nobody decided."""
    if question.erased_at:
        return _("A question was made anonymous: there is nothing left to look at.")
    return _("“%(question)s” was opened again, and is looked at when it is closed.") % {
        "question": question.title
    }


def decided_before(triage: Triage) -> str:
    """Who was first, and what was decided."""
    said = {
        TriageOutcome.PROMOTED: _("“%(question)s” was already taken up by %(name)s: “%(page)s”."),
        TriageOutcome.LINKED: _("“%(question)s” was already linked by %(name)s to “%(page)s”."),
        TriageOutcome.SKIPPED: _("“%(question)s” was already skipped by %(name)s: %(reason)s."),
    }[TriageOutcome(triage.outcome)]
    return said % {
        "question": triage.question.title,
        "name": name_of(triage.user),
        "page": triage.page.title if triage.page else _("a page that was deleted"),
        "reason": triage.get_skip_reason_display(),
    }
