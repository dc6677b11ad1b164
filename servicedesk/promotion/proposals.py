"""The texts that are proposed for a page: those of a question, with the personal data in them marked (rule 14)."""

from collections.abc import Iterable

from servicedesk.questions.cleaning import known_of
from servicedesk.questions.drafts import last_signed_off
from servicedesk.questions.models import Question
from vraagbaak.personal_data.finding import find_personal_data
from vraagbaak.personal_data.marking import MarkedText, marked
from vraagbaak.personal_data.spans import Found


def proposed_texts(question: Question, *, together_with: Iterable[Question] = ()) -> dict[str, MarkedText]:
    """Question, answer and the wordings of all askers, with what was taken out of them marked."""
    answer = last_signed_off(question)
    titles = {each.title: each for each in [question, *together_with]}
    return {
        "question": marked_of(question.title, question=question),
        "answer": marked_of(answer.text if answer else "", question=question),
        "alternatives": marked([(title, found_in(title, question=each)) for title, each in titles.items()]),
    }


def marked_of(text: str, *, question: Question) -> MarkedText:
    return marked([(text, found_in(text, question=question))])


def found_in(text: str, *, question: Question) -> list[Found]:
    return find_personal_data(text, **known_of(question))
