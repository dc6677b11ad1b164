"""What answers were made from: a source is called by the title of its question, which may tell who asked."""

from datetime import datetime

from servicedesk.parties.holdings import Holding
from servicedesk.questions.models import Question
from servicedesk.questions.sources.models import UsedSource


def erase(question: Question, now: datetime) -> None:
    UsedSource.objects.filter(earlier_answer__question=question).update(title=question.title)


HOLDING = Holding(room="sources", models=(UsedSource,), erase_question=erase)
