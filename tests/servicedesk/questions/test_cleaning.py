"""What is known beforehand of a question, and taken out of its texts."""

from typing import Any

import pytest

from servicedesk.lifecycle.handling import assign, remark
from servicedesk.questions.cleaning import NAMED_IN, cleaned, names_of
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory, UserFactory


@pytest.fixture
def question(answered_question: Question) -> Question:
    return answered_question


def test_names_are_those_of_the_asker_and_of_everyone_who_wrote(question: Question, agent: Any) -> None:
    agent.first_name, agent.last_name = "Karin", "Jansen"
    agent.save()
    handler = UserFactory(first_name="Omar", last_name="Haddad")
    colleague = UserFactory(first_name="Wim", last_name="Kok")
    assign(question=question, user=agent, handler=handler)
    remark(question=question, text="Even kijken", user=colleague, now=NOW)

    again = Question.objects.get(pk=question.pk)
    assert names_of(again) == ["Fatima de Vries", "Omar Haddad", "Karin Jansen", "Wim Kok"]


def test_account_without_a_name_gives_none(question: Question) -> None:
    assert names_of(question) == ["Fatima de Vries"]


def test_text_is_cleaned_of_names_numbers_and_addresses(question: Question, office: Any) -> None:
    office.number_patterns, office.own_details = "Z-####\nK####", "030 286 00 00"
    question.office = office
    text = "Fatima, zaak Z-2026: bel 030-2860000 of 06-12345678, mail info@zonneveld.example of jan@post.example."

    assert cleaned(text, question=question) == (
        "[…], zaak […]: bel 030-2860000 of […], mail info@zonneveld.example of […]."
    )


def test_name_of_the_office_itself_stays(question: Question) -> None:
    text = "Met vriendelijke groet,\nGemeente Zonneveld"

    assert cleaned(text, question=question) == text


@pytest.mark.parametrize("number", [1, 3])
def test_names_of_many_questions_take_few_queries(
    office: Any, django_assert_num_queries: Any, number: int
) -> None:
    for _each in range(number):
        remark(question=QuestionFactory(office=office), text="x", user=UserFactory(), now=NOW)
    questions = Question.objects.select_related("asker", "handler", "office").prefetch_related(*NAMED_IN)
    with django_assert_num_queries(4):
        assert [cleaned("Fatima", question=each) for each in questions] == ["[…]"] * number
