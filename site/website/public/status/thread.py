"""How a question stands and what was said about it, as its asker sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wagtail.log_actions import registry

from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question


class State(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    SOLVED = "solved"


@dataclass(frozen=True)
class Entry:
    """Something that was said about a question, by the asker or by the office."""

    is_answer: bool
    text: str
    said_at: datetime


def thread_of(question: Question) -> list[Entry]:
    """The answers and reactions after the question itself, oldest first; drafts and remarks are for the office only."""
    answers = question.answers.exclude(signed_off_at=None).values_list("text", "signed_off_at")
    reactions = question.reactions.values_list("text", "written_at")
    entries = [Entry(True, text, said_at) for text, said_at in answers if said_at]
    entries += [Entry(False, text, said_at) for text, said_at in reactions]
    return sorted(entries, key=lambda entry: entry.said_at)


def state_of(question: Question) -> State:
    if question.status == QuestionStatus.CLOSED:
        return State.SOLVED if was_solved(question) else State.CLOSED
    return State.ANSWERED if question.status == QuestionStatus.ANSWERED else State.OPEN


def was_solved(question: Question) -> bool:
    """Whether it was the asker who closed it last."""
    ends = registry.get_logs_for_instance(question).filter(
        action__in=[QuestionAction.CLOSE, QuestionAction.SOLVE]
    )
    last = ends.order_by("-pk").values_list("action", flat=True).first()
    return bool(last == QuestionAction.SOLVE)
