"""What is kept of a settled question for agents to search, and when it goes."""

from typing import Any

import pytest
from wagtail.search.backends import get_search_backend

from servicedesk.earlier.actions import forget_earlier, keep_earlier, keep_missing
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, react, reopen
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(
        office=office, title="Kan Fatima de Vries haar paspoort laten bezorgen?", body="Bel 06-12345678."
    )


def found(query: str) -> list[str]:
    return [each.title for each in get_search_backend().search(query, EarlierQuestion, operator="or")]


def test_nothing_is_kept_of_an_open_question(question: Question) -> None:
    assert not EarlierQuestion.objects.exists()
    assert found("paspoort") == []


def test_answered_question_is_kept_without_its_asker(agent: Any, question: Question) -> None:
    sign_off(question=question, text="Beste Fatima, dat kan.", user=agent, now=NOW)

    earlier = EarlierQuestion.objects.get()
    assert (earlier.title, earlier.body, earlier.answer, earlier.answered_at) == (
        "Kan […] haar paspoort laten bezorgen?",
        "Bel […].",
        "Beste […], dat kan.",
        NOW,
    )
    assert found("bezorgen") == ["Kan […] haar paspoort laten bezorgen?"]
    assert found("Fatima") == []


def test_question_closed_without_answer_is_kept_without_one(agent: Any, question: Question) -> None:
    close_question(question=question, user=agent, now=NOW)

    earlier = EarlierQuestion.objects.get()
    assert (earlier.answer, earlier.answered_at) == ("", None)


def test_latest_answer_stands_first(agent: Any, question: Question) -> None:
    sign_off(question=question, text="Nee.", user=agent, now=NOW)
    react(question=question, text="Echt niet?", now=NOW.replace(hour=11))
    sign_off(question=question, text="Toch wel.", user=agent, now=NOW.replace(hour=12))

    assert EarlierQuestion.objects.get().answer == "Toch wel.\n\nNee."


def test_reopened_question_is_found_no_more(agent: Any, question: Question) -> None:
    sign_off(question=question, text="Dat kan.", user=agent, now=NOW)
    reopen(question=question, user=agent, now=NOW)

    assert not EarlierQuestion.objects.exists()
    assert found("bezorgen") == []


def test_erased_question_is_found_no_more(agent: Any, question: Question) -> None:
    sign_off(question=question, text="Dat kan.", user=agent, now=NOW)
    forget_earlier(questions=[question])

    assert not EarlierQuestion.objects.exists()
    assert found("bezorgen") == []


def test_task_that_read_the_question_before_it_was_erased_or_opened_writes_nothing_back(
    agent: Any, office: Any, question: Question
) -> None:
    opened = QuestionFactory(office=office, title="Waar haal ik een paspoort?")
    for each in (question, opened):
        sign_off(question=each, text="Dat kan.", user=agent, now=NOW)
    read_before = [Question.objects.get(pk=each.pk) for each in (question, opened)]
    erase_question(question=question, now=NOW)
    reopen(question=opened, user=agent, now=NOW)

    assert [keep_earlier(question=each) for each in read_before] == [None, None]
    assert not EarlierQuestion.objects.exists()
    assert found("paspoort") == []


def test_what_was_never_kept_is_caught_up_with(office: Any) -> None:
    QuestionFactory(office=office, status=QuestionStatus.CLOSED, title="Waar is de milieustraat?")
    QuestionFactory(office=office, status=QuestionStatus.CLOSED, title="", erased_at=NOW)
    QuestionFactory(office=office, status=QuestionStatus.SPAM, title="Milieustraat te koop")

    assert (keep_missing(), keep_missing()) == (1, 0)
    assert found("milieustraat") == ["Waar is de milieustraat?"]


def test_words_are_treated_in_the_language_of_the_question(agent: Any, office: Any) -> None:
    english = QuestionFactory(
        office=office, title="Where are the recycling containers?", body="", language="en"
    )
    close_question(question=english, user=agent, now=NOW)

    assert found("container") == ["Where are the recycling containers?"]
