"""The variables of standard texts. One set for all languages, named by the words of the product."""

import re
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from servicedesk.questions.models import Question
from servicedesk.questions.thread import name_of
from vraagbaak.knowledge.audiences.access import User

VARIABLE = re.compile(r"\{(\w+)\}")
MARKS = re.compile(r"([\\`*_\[\]])")


def due_of(question: Question, user: User) -> str:
    return date_format(localtime(question.due_at), "DATETIME_FORMAT") if question.due_at else ""


VARIABLES: dict[str, Callable[[Question, Any], str]] = {
    "asker": lambda question, user: question.asker.name,
    "question": lambda question, user: question.title,
    "agent": lambda question, user: name_of(user),
    "office": lambda question, user: question.office.name,
    "due": due_of,
}


def unknown_variables(text: str) -> list[str]:
    """In the order in which they stand in the text."""
    return list(dict.fromkeys(name for name in VARIABLE.findall(text) if name not in VARIABLES))


def as_text(value: str) -> str:
    """In Markdown: a star in a name makes nothing bold."""
    return MARKS.sub(r"\\\1", value.replace("<", "&lt;"))


def filled_in(text: str, *, question: Question, user: User) -> str:
    """With what is known of this question, in the language in which the asker is written to.

    An unknown variable stays as it is.
    """

    def value_of(match: re.Match[str]) -> str:
        value = VARIABLES.get(match[1])
        return as_text(value(question, user)) if value else match[0]

    with translation.override(question.language):
        return VARIABLE.sub(value_of, text)
