from dataclasses import dataclass
from datetime import datetime

from servicedesk.questions.models import Question


@dataclass(frozen=True)
class Entry:
    """Something that was said about a question, by the asker or by the office."""

    is_answer: bool
    text: str
    said_at: datetime


def story_of(question: Question) -> list[Entry]:
    """The answers and reactions after the question itself, oldest first; drafts and remarks stay inside."""
    answers = question.answers.exclude(signed_off_at=None).values_list("text", "signed_off_at")
    reactions = question.reactions.values_list("text", "written_at")
    entries = [Entry(True, text, said_at) for text, said_at in answers if said_at]
    entries += [Entry(False, text, said_at) for text, said_at in reactions]
    return sorted(entries, key=lambda entry: entry.said_at)
