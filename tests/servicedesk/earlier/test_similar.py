"""Questions that ask the same: for an agent, and for a task of an office."""

from typing import Any

import pytest

from servicedesk.earlier.similar import similar_questions
from servicedesk.lifecycle.closing import close_question, reopen
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office, title="Wordt mijn paspoort thuis bezorgd?", body="")


@pytest.fixture
def same(office: Any, agent: Any) -> Question:
    earlier = QuestionFactory(office=office, title="Paspoorten thuis bezorgd krijgen?", body="")
    return close_question(question=earlier, user=agent, now=NOW)


@pytest.fixture
def other(office: Any, agent: Any) -> Question:
    earlier = QuestionFactory(office=office, title="Hoe laat is het loket voor paspoorten open?", body="")
    return close_question(question=earlier, user=agent, now=NOW)


def test_the_likest_come_first(question: Question, same: Question, other: Question, office: Any) -> None:
    found = similar_questions(question=question, user_or_office=office, limit=5)

    assert [each.question for each in found] == [same, other]
    assert 1 >= found[0].score > 0.7 > found[1].score > 0


def test_agent_finds_those_of_the_own_office(
    question: Question, same: Question, agent: Any, stranger: Any
) -> None:
    of_agent = similar_questions(question=question, user_or_office=agent, limit=5)
    of_stranger = similar_questions(question=question, user_or_office=stranger, limit=5)

    assert [each.question for each in of_agent] == [same]
    assert of_stranger == []


def test_question_does_not_resemble_itself(same: Question, office: Any) -> None:
    assert similar_questions(question=same, user_or_office=office, limit=5) == []


def test_reopened_question_is_left_out(question: Question, same: Question, agent: Any, office: Any) -> None:
    reopen(question=same, user=agent, now=NOW)

    assert similar_questions(question=question, user_or_office=office, limit=5) == []


@pytest.mark.parametrize("title", ["???", "\0", "hoe kan ik dat doen", "护照"])
def test_words_that_say_nothing_find_nothing(office: Any, same: Question, title: str) -> None:
    question = QuestionFactory(office=office, title=title, body="")

    assert similar_questions(question=question, user_or_office=office, limit=5) == []
