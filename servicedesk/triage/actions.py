"""The triage of closed questions (rule 14): how it begins, and the three ways in which it ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question
from servicedesk.triage.choices import SkipReason, TriageOutcome
from servicedesk.triage.grouping import forget_empty_groups, look_for_group, new_group
from servicedesk.triage.locking import locked_in_order, may_wait
from servicedesk.triage.models import Triage
from servicedesk.triage.notifying import tell_askers
from servicedesk.triage.querysets import TriageQuerySet
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

LOGGED_AS = {
    TriageOutcome.PROMOTED: QuestionAction.PROMOTE,
    TriageOutcome.LINKED: QuestionAction.LINK,
    TriageOutcome.SKIPPED: QuestionAction.SKIP,
}


class NotWaitingError(Exception):
    """The question was opened again, or its text was taken away: there is nothing to look at."""


@transaction.atomic
def enter_triage(*, question: Question, now: datetime) -> Triage:
    """Puts a question that was closed in the queue, with those that ask the same.

    What was decided before, since the question was last opened, stays as it is.
    """
    triage, _is_new = Triage.objects.get_or_create(question=question, defaults={"entered_at": now})
    give_group(triage, now=now)
    return triage


def give_group(triage: Triage, *, now: datetime) -> None:
    """What was decided before it was closed has none yet, and the queue shows nothing that has none."""
    if triage.group_id is None:
        triage.group = new_group(question=triage.question, now=now)
        look_for_group.enqueue(triage.question_id)


@transaction.atomic
def undo_triage(*, question: Question) -> None:
    """Takes a question that was reopened out of triage, to be looked at again; a page that was made stays made."""
    take_out(Triage.objects.filter(question=question).exclude(outcome=TriageOutcome.PROMOTED))


@transaction.atomic
def leave_triage(*, question: Question) -> None:
    """Takes a question that is made anonymous out of the queue; what was decided stays, and counts."""
    take_out(Triage.objects.filter(question=question, outcome=TriageOutcome.WAITING))


def take_out(triages: TriageQuerySet) -> None:
    groups = list(triages.values_list("group", flat=True))
    triages.delete()
    forget_empty_groups(groups)


@transaction.atomic
def promote_questions(*, questions: Sequence[Question], page: FaqPage, user: User, now: datetime) -> int:
    """Notes that the questions became `page`; how many were still to be decided."""
    return decide(questions=questions, outcome=TriageOutcome.PROMOTED, page=page, user=user, now=now)


@transaction.atomic
def link_questions(*, questions: Sequence[Question], page: FaqPage, user: User, now: datetime) -> int:
    """Notes that `page` answers the questions already; how many were still to be decided."""
    return decide(questions=questions, outcome=TriageOutcome.LINKED, page=page, user=user, now=now)


@transaction.atomic
def skip_questions(
    *, questions: Sequence[Question], reason: SkipReason, user: User, now: datetime, remark: str = ""
) -> int:
    """Notes why the questions are of no use to others; how many were still to be decided."""
    return decide(
        questions=questions,
        outcome=TriageOutcome.SKIPPED,
        skip_reason=reason,
        remark=remark,
        user=user,
        now=now,
    )


def decide(
    *,
    questions: Iterable[Question],
    outcome: TriageOutcome,
    user: User,
    now: datetime,
    page: FaqPage | None = None,
    skip_reason: str = "",
    remark: str = "",
) -> int:
    """Ends the triage of those questions for which nobody did so before; who comes second changes nothing, and a
    question that was opened again meanwhile is left alone. Whoever waits for a page that is public is told."""
    decided = []
    data = {"page": page.pk} if page else {"reason": skip_reason}
    for question in settled_ones(questions):
        triage, _is_new = Triage.objects.get_or_create(question=question, defaults={"entered_at": now})
        if (
            Triage.objects.undecided()
            .filter(pk=triage.pk)
            .update(
                outcome=outcome, page=page, skip_reason=skip_reason, remark=remark, user=user, decided_at=now
            )
        ):
            decided.append(question)
            log_by_number(instance=question, action=LOGGED_AS[outcome], user=user, data=data)
    if page and page.live:
        tell_askers(questions=Question.objects.filter(pk__in=[each.pk for each in decided]), now=now)
    return len(decided)


def settled_ones(questions: Iterable[Question]) -> list[Question]:
    """Locked: a reaction that opens one of them waits, or was first."""
    return [question for question in locked_in_order(questions) if question.status in SETTLED]


@transaction.atomic
def triage_again(*, question: Question, user: User, now: datetime) -> bool:
    """Puts a question back in the queue whose page was deleted; whether it was.

    Raises NotWaitingError for one that the queue does not take: it was opened again, or its text was taken away.
    """
    [fresh] = locked_in_order([question])
    if not may_wait(fresh):
        raise NotWaitingError
    gone = Triage.objects.filter(question=fresh).undecided().exclude(outcome=TriageOutcome.WAITING)
    if not gone.update(outcome=TriageOutcome.WAITING, entered_at=now, user=None, decided_at=None):
        return False
    give_group(fresh.triage, now=now)
    log_by_number(instance=fresh, action=QuestionAction.AGAIN, user=user)
    return True
