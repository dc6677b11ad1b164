"""The same through an engine that searches in the database."""

from typing import Any

import pytest

from servicedesk.desk.answer_suggestions import suggestions_for
from servicedesk.earlier.similar import similar_questions
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import reopen
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory


@pytest.fixture(autouse=True)
def _database_engine(settings: Any) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(
        office=office, title="Kan mijn paspoort (van 2016!) thuis worden bezorgd?", body=""
    )


def test_earlier_answers_and_similar_questions_are_found(agent: Any, office: Any, question: Question) -> None:
    earlier = QuestionFactory(office=office, title="Paspoort thuis laten bezorgd krijgen?", body="")
    answer = sign_off(question=earlier, text="Ja.", user=agent, now=NOW)
    QuestionFactory(office=office, title="Waar is de milieustraat?", body="")

    similar = similar_questions(question=question, user_or_office=office, limit=5)

    assert [card.answer for card in suggestions_for(question=question, user=agent).answers] == [answer]
    assert [each.question for each in similar] == [earlier]


def test_reopened_question_is_not(agent: Any, office: Any, question: Question) -> None:
    earlier = QuestionFactory(office=office, title="Paspoort thuis laten bezorgen?", body="")
    sign_off(question=earlier, text="Ja.", user=agent, now=NOW)
    reopen(question=earlier, user=agent, now=NOW)

    assert suggestions_for(question=question, user=agent, query="paspoort").answers == []
