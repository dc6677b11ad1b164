"""What is taken out of the texts of a question before others see them (rules 13 and 14)."""

from collections.abc import Iterator
from typing import Any

from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from vraagbaak.personal_data.finding import without_personal_data

NAMED_IN = ("answers__author", "remarks__author")
"""Goes into `prefetch_related`, next to `select_related("asker", "handler", "office")`, to clean many questions."""


def cleaned(text: str, *, question: Question) -> str:
    """`text`, that was written for `question`, with `[…]` for everything that could tell who asked."""
    return without_personal_data(text, **known_of(question))


def known_of(question: Question) -> dict[str, Any]:
    """What is known beforehand of the people and numbers in the texts of `question`."""
    office = question.office
    return {
        "names": names_of(question),
        "number_patterns": lines_of(office.number_patterns),
        "own_details": own_details_of(office),
    }


def names_of(question: Question) -> list[str]:
    """The names of the asker and of every agent who wrote in the question."""
    return list(dict.fromkeys(filter(None, [question.asker.name, *agent_names(question)])))


def agent_names(question: Question) -> Iterator[str]:
    written: list[Any] = [*question.answers.all(), *question.remarks.all()]
    for agent in (question.handler, *(each.author for each in written)):
        if agent is not None:
            yield agent.get_full_name()


def own_details_of(office: Office) -> list[str]:
    """What the office publishes about itself, including its name and its own e-mail address."""
    return [office.name, office.email, *lines_of(office.own_details)]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
