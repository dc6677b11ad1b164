"""Everything that was said and done about a question, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.models import Answer, Question
from vraagbaak.knowledge.audiences.access import User

# Of these the thread holds the text itself.
TOLD_BY_THEIR_TEXT = [
    QuestionAction.ASK,
    QuestionAction.SIGN_OFF,
    QuestionAction.REACT,
    QuestionAction.REMARK,
]
TOLD_BY_THE_LOG = [action.value for action in QuestionAction if action not in TOLD_BY_THEIR_TEXT]


class EntryKind(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"
    REACTION = "reaction"
    REMARK = "remark"
    CHANGE = "change"


@dataclass(frozen=True)
class Entry:
    kind: EntryKind
    at: datetime
    who: str
    text: str
    answer: Answer | None = None


def thread_of(question: Question) -> list[Entry]:
    entries = [*asker_entries(question), *agent_entries(question), *change_entries(question)]
    return sorted(entries, key=attrgetter("at"))


def asker_entries(question: Question) -> Iterator[Entry]:
    asker = question.asker.name
    yield Entry(EntryKind.QUESTION, question.asked_at, asker, question.body)
    for reaction in question.reactions.all():
        yield Entry(EntryKind.REACTION, reaction.written_at, asker, reaction.text)


def agent_entries(question: Question) -> Iterator[Entry]:
    for answer in question.answers.select_related("author").prefetch_related("sources__page"):
        if answer.signed_off_at:
            yield Entry(EntryKind.ANSWER, answer.signed_off_at, name_of(answer.author), answer.text, answer)
    for remark in question.remarks.select_related("author"):
        yield Entry(EntryKind.REMARK, remark.written_at, name_of(remark.author), remark.text)


def change_entries(question: Question) -> Iterator[Entry]:
    logged = registry.get_logs_for_instance(question).filter(action__in=TOLD_BY_THE_LOG)
    for entry in logged.select_related("user"):
        by_asker = entry.action == QuestionAction.SOLVE
        who = question.asker.name if by_asker else name_of(entry.user)
        yield Entry(EntryKind.CHANGE, entry.timestamp, who, str(entry.message))


def name_of(user: User | None) -> str:
    return str(get_user_display_name(user)) if user else _("nobody")
