"""Answered questions close by themselves when nothing more is said."""

from datetime import timedelta
from typing import Any

import pytest

from servicedesk.lifecycle import closing
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_silent_questions, react
from servicedesk.models import Question, Triage
from servicedesk.questions.choices import QuestionStatus
from tests.factories import NOW, QuestionFactory

TERM = timedelta(days=14)


@pytest.fixture
def answered(office: Any, agent: Any) -> Question:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    return question


def test_question_closes_after_the_term_of_the_office_and_is_triaged(answered: Question) -> None:
    early = close_silent_questions(now=NOW + TERM - timedelta(seconds=1))
    closed = close_silent_questions(now=NOW + TERM)

    answered.refresh_from_db()
    assert (early, closed, answered.status, answered.closed_at) == (0, 1, QuestionStatus.CLOSED, NOW + TERM)
    assert Triage.objects.get().question == answered


def test_office_decides_how_long_it_waits(answered: Question, office: Any) -> None:
    office.close_after_days = 30
    office.save()

    assert close_silent_questions(now=NOW + TERM) == 0


def test_reaction_keeps_a_question_open(answered: Question) -> None:
    react(question=answered, text="Nog niet helder.", now=NOW + TERM - timedelta(hours=1))

    assert close_silent_questions(now=NOW + 2 * TERM) == 0


def test_clock_that_is_set_back_does_no_harm(answered: Question) -> None:
    close_silent_questions(now=NOW + TERM)

    assert [close_silent_questions(now=NOW), close_silent_questions(now=NOW + TERM)] == [0, 0]


def test_all_are_closed_in_batches(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "AT_A_TIME", 2)
    QuestionFactory.create_batch(5, office=office, status=QuestionStatus.ANSWERED, answered_at=NOW)

    assert close_silent_questions(now=NOW + TERM) == 5
