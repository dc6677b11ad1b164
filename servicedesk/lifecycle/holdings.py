"""What must be ended of a question before it is made anonymous."""

from datetime import datetime

from servicedesk.lifecycle.closing import CLOSABLE, close_question
from servicedesk.lifecycle.quarantine import refuse_as_spam
from servicedesk.parties.holdings import Holding
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User


def settle(question: Question, now: datetime, user: User | None) -> None:
    """What is open is closed by it, without a mail; what is in quarantine ends as spam."""
    if question.status in CLOSABLE:
        close_question(question=question, user=user, now=now)
    elif question.status == QuestionStatus.HELD:
        refuse_as_spam(question=question, user=user, now=now)


HOLDING = Holding(room="lifecycle", settle_question=settle)
