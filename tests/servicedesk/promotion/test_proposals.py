"""The texts that are proposed for a page."""

from typing import Any

from servicedesk.promotion.proposals import proposed_texts
from tests.factories import QuestionFactory


def test_question_that_was_closed_without_an_answer_has_an_empty_one(office: Any) -> None:
    question = QuestionFactory(office=office, title="Hoe laat?")

    texts = proposed_texts(question)

    assert {name: each.text for name, each in texts.items()} == {
        "question": "Hoe laat?",
        "answer": "",
        "alternatives": "Hoe laat?",
    }
