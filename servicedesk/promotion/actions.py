"""Making a FAQ page of answered questions, or finding that there is one (rule 14)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Question
from servicedesk.triage.actions import link_questions, promote_questions
from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.locking import locked_in_order
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.promotion import PageProposal, promote


class NotSettledError(Exception):
    """The question was opened again, or waits in quarantine: there is no answer to take up."""


@transaction.atomic
def promote_question(
    *,
    question: Question,
    proposal: PageProposal,
    user: User,
    now: datetime,
    together_with: Sequence[Question] = (),
) -> FaqPage:
    """Makes a draft FAQ page of an answered question, which serves those that ask the same too (rule 14).

    The page holds no way back to the askers. Who comes second, while another agent promotes the same question,
    gets the page of the first. Raises NotSettledError.
    """
    if page := claimed(question, together_with=together_with).promoted_page:
        return page
    page = promote(proposal=proposal, user=user)
    promote_questions(questions=[question, *together_with], page=page, user=user, now=now)
    return page


@transaction.atomic
def link_question(
    *, question: Question, page: FaqPage, user: User, now: datetime, together_with: Sequence[Question] = ()
) -> FaqPage:
    """Notes that `page` answers the question, and those that ask the same, already; the page of who came first.

    Raises NotSettledError.
    """
    if earlier := claimed(question, together_with=together_with).promoted_page:
        return earlier
    link_questions(questions=[question, *together_with], page=page, user=user, now=now)
    return page


def claimed(question: Question, *, together_with: Sequence[Question] = ()) -> Question:
    """The question as it is now, locked with its related questions until the end of the transaction. That it was
    skipped before is no obstacle.

    All are locked before anything is read: two agents who begin at different questions of one group wait for each
    other in the same order, and the second reads what the first decided.
    """
    locked_in_order([question, *together_with])
    fresh = Question.objects.select_related("triage__page").get(pk=question.pk)
    if fresh.status not in SETTLED:
        raise NotSettledError
    skipped = Triage.objects.filter(question=fresh, outcome=TriageOutcome.SKIPPED)
    skipped.update(outcome=TriageOutcome.WAITING, skip_reason="", remark="", user=None, decided_at=None)
    return fresh
