"""What stands beside a question: FAQ pages, earlier answers and what the asker asked before."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servicedesk.desk.answer_suggestions import suggestions_for
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import react
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.actions import note_source
from servicedesk.questions.sources.models import InsertedAs
from tests.factories import NOW, FaqPageFactory, PartyFactory, QuestionFactory
from tests.servicedesk.pressing import url

QUERIES_OF_THE_SEARCH = 21


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


def answered(office: Any, agent: Any, *, title: str, text: str = "Ja.", **more: Any) -> Answer:
    return sign_off(
        question=QuestionFactory(office=office, title=title, **more), text=text, user=agent, now=NOW
    )


def reuse(answer: Answer, *, agent: Any) -> None:
    """In an answer to another question that is signed off."""
    other = QuestionFactory(office=answer.question.office, title="Iets anders", body="")
    note_source(
        question=other, source=answer, title="Eerder", inserted_as=InsertedAs.TEXT, user=agent, now=NOW
    )
    sign_off(question=other, text="Zie eerder.", user=agent, now=NOW)


# Earlier answers


def test_pages_and_earlier_answers_stand_beside(
    as_agent: Client, agent: Any, base: Any, question: Question, office: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Kan een paspoort worden bezorgd?")
    answer = answered(office, agent, title="Paspoort bezorgen op zaterdag?", text="Op zaterdag niet.")

    found = as_agent.get(url("question", question)).context["suggestions"]

    assert [card.page for card in found.faqs] == [page]
    assert [(card.answer, card.excerpt, card.reused) for card in found.answers] == [
        (answer, "Op zaterdag niet.", 0)
    ]


def test_what_the_title_asks_stands_before_what_the_story_mentions(
    agent: Any, base: Any, question: Question
) -> None:
    about_title = FaqPageFactory(parent=base, title="Kan een paspoort worden bezorgd?")
    mentioned = [
        FaqPageFactory(parent=base, title=title)
        for title in ("Wij gaan trouwen, wat regelen wij vooraf?", "Welke vakantie regelen wij vooraf?")
    ]
    question.body = (
        "Wij gaan trouwen en op vakantie, en regelen graag alles vooraf. Wij gaan weg na het trouwen."
    )
    question.save()

    pages = [card.page for card in suggestions_for(question=question, user=agent).faqs]

    assert pages[0] == about_title
    assert set(pages[1:]) == set(mentioned)


def test_search_covers_pages_answers_and_history(
    as_agent: Client, agent: Any, base: Any, question: Question, office: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Waar is de milieustraat?")
    answer = answered(office, agent, title="Is de milieustraat open?")
    before = QuestionFactory(office=office, asker=question.asker, title="Mag glas naar de milieustraat?")
    QuestionFactory(office=office, asker=question.asker, title="Wanneer komt de vuilniswagen?")

    found = as_agent.get(url("beside", question), {"q": "milieustraat"}).context["suggestions"]

    assert [card.page for card in found.faqs] == [page]
    assert [card.answer for card in found.answers] == [answer]
    assert [card.question for card in found.history] == [before]


def test_what_has_one_word_in_common_is_no_earlier_answer(
    agent: Any, question: Question, office: Any
) -> None:
    answered(
        office, agent, title="Wat kost een spoedaanvraag van een paspoort voor kinderen?", body="Graag snel."
    )

    assert suggestions_for(question=question, user=agent).answers == []


def test_earlier_answers_stand_there_without_their_askers(
    as_agent: Client, agent: Any, question: Question, office: Any
) -> None:
    asker = PartyFactory(office=office, name="Pieternel Visser", email="piet@post.example")
    answered(
        office,
        agent,
        title="Kan Pieternel Visser een paspoort laten bezorgen?",
        text="Beste Pieternel, wij bellen 06-12345678.",
        asker=asker,
    )

    page = as_agent.get(url("question", question)).content.decode()

    assert "een paspoort laten bezorgen?" in page
    assert "Pieternel" not in page
    assert "12345678" not in page


def test_answer_that_was_used_again_comes_before_its_equal(
    agent: Any, question: Question, office: Any
) -> None:
    often = answered(office, agent, title="Kan ik een paspoort laten bezorgen?", body="")
    never = answered(office, agent, title="Kan ik een paspoort laten bezorgen?", body="")
    for _ in range(3):
        reuse(often, agent=agent)

    found = suggestions_for(question=question, user=agent).answers

    assert [(card.answer, card.reused) for card in found] == [(often, 3), (never, 0)]


def test_use_in_a_draft_does_not_count_yet(agent: Any, question: Question, office: Any) -> None:
    answer = answered(office, agent, title="Kan ik een paspoort laten bezorgen?")
    note_source(
        question=question, source=answer, title="Eerder", inserted_as=InsertedAs.TEXT, user=agent, now=NOW
    )

    assert [card.reused for card in suggestions_for(question=question, user=agent).answers] == [0]


def test_answers_of_other_office_and_of_reopened_questions_stay_away(
    agent: Any, other_agent: Any, other_office: Any, question: Question, office: Any
) -> None:
    answered(other_office, other_agent, title=question.title)
    reopened = answered(office, agent, title=question.title)
    react(question=reopened.question, text="En nu?", now=NOW)

    assert suggestions_for(question=question, user=agent).answers == []


# What the asker asked before


def test_history_shows_the_latest_first_with_status(agent: Any, question: Question, office: Any) -> None:
    asker = question.asker
    older = QuestionFactory(office=office, asker=asker, asked_at=NOW - timedelta(days=9))
    newer = QuestionFactory(
        office=office, asker=asker, asked_at=NOW - timedelta(days=1), status=QuestionStatus.CLOSED
    )
    QuestionFactory(office=office, asker=asker, status=QuestionStatus.SPAM)
    QuestionFactory(office=office, asker=asker, status=QuestionStatus.CLOSED, title="", erased_at=NOW)
    QuestionFactory(office=office)

    found = suggestions_for(question=question, user=agent).history

    assert [card.question for card in found] == [newer, older]


def test_history_follows_the_account_to_the_offices_that_the_agent_sees(
    agent: Any, manager: Any, other_office: Any, portal_user: Any, office: Any
) -> None:
    here, there = (PartyFactory(office=each, user=portal_user) for each in (office, other_office))
    question = QuestionFactory(office=office, asker=here)
    elsewhere = QuestionFactory(office=other_office, asker=there)

    assert suggestions_for(question=question, user=agent).history == []
    assert [card.question for card in suggestions_for(question=question, user=manager).history] == [elsewhere]


# What it costs


def test_number_of_queries_does_not_grow_with_what_is_found(
    as_agent: Client, agent: Any, base: Any, question: Question, office: Any
) -> None:
    def add_one() -> None:
        FaqPageFactory(parent=base, title="Kan een paspoort worden bezorgd?")
        answered(office, agent, title="Paspoort bezorgen op zaterdag?")
        QuestionFactory(office=office, asker=question.asker, title="Kan een paspoort naar mijn werk?")

    def count() -> tuple[int, list[int]]:
        with CaptureQueriesContext(connection) as queries:
            found = as_agent.get(url("beside", question), {"q": "paspoort"}).context["suggestions"]
        return len(queries), [len(found.faqs), len(found.answers), len(found.history)]

    add_one()
    count()
    one = count()
    add_one()
    add_one()
    three = count()

    assert one == (QUERIES_OF_THE_SEARCH, [1, 1, 1])
    assert three == (QUERIES_OF_THE_SEARCH, [3, 3, 3])


def test_answer_that_is_not_for_this_asker_has_a_lock_and_costs_no_query_each(
    as_agent: Client, agent: Any, office: Any, portal_base: Any, question: Question
) -> None:
    page = FaqPageFactory(parent=portal_base, title="Ledenkorting")

    def answer_from_page() -> None:
        asked = QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")
        note_source(
            question=asked, source=page, title="Leden", inserted_as=InsertedAs.TEXT, user=agent, now=NOW
        )
        sign_off(question=asked, text="Leden betalen niets.", user=agent, now=NOW)

    counts = []
    suggestions_for(question=question, user=agent)
    for number in (1, 2):
        for _answer in range(number):
            answer_from_page()
        with CaptureQueriesContext(connection) as queries:
            cards = suggestions_for(question=question, user=agent).answers
        counts.append(len(queries))

    shown = as_agent.get(url("question", question)).content.decode()
    assert [card.may_be_inserted for card in cards] == [False] * 3
    assert shown.count("Not for this asker: use it as background only.") == 3
    assert "text:answer-" not in shown
    assert counts[0] == counts[1]
