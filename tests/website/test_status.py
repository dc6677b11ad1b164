"""The status page, for whoever holds the link."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from servicedesk.questions.actions import close_question, remark, sign_off, write_answer
from servicedesk.statuslinks.actions import revoke_links
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(office: Any) -> Any:
    return factories.QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


@pytest.fixture
def address(question: Any) -> str:
    return factories.status_address(question)


def test_shows_the_question_as_it_was_asked(client: Client, question: Any, address: str) -> None:
    content = client.get(address).content.decode()

    assert '<h1 dir="auto">Kan ik mijn paspoort laten bezorgen?</h1>' in content
    assert "Ik werk overdag en kan niet naar het gemeentehuis komen." in content


def test_shows_answers_and_not_drafts_or_remarks(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    now = timezone.now()
    remark(question=question, text="Lastige klant", user=agent, now=now)
    sign_off(question=question, text="Ja, dat **kan**.", user=agent, now=now)
    write_answer(question=question, text="Nog een concept", user=agent)

    response = client.get(address)

    assert [(entry.is_answer, entry.text) for entry in response.context["story"]] == [
        (True, "Ja, dat **kan**.")
    ]
    assert "<strong>kan</strong>" in response.content.decode()
    assert "Lastige klant" not in response.content.decode()


def test_markup_in_question_answer_and_reaction_is_shown_and_not_run(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    type(question).objects.update(title=attack, body=attack)
    client.post(address, {"text": attack})
    sign_off(question=question, text=attack + "[x](javascript:alert(1))", user=agent, now=timezone.now())

    content = client.get(address).content.decode()

    assert [piece in content for piece in ("<script>alert", "<img src=x", "javascript:")] == [False] * 3


def test_a_reaction_reopens_the_question(client: Client, question: Any, address: str, agent: Any) -> None:
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
    close_question(question=question, user=agent, now=timezone.now())

    response = client.post(address, {"text": "En op zaterdag?"})
    question.refresh_from_db()

    assert (response.status_code, response["Location"]) == (302, address)
    assert question.is_open
    assert [reaction.text for reaction in question.reactions.all()] == ["En op zaterdag?"]


def test_a_second_press_on_the_button_adds_nothing(client: Client, question: Any, address: str) -> None:
    for _press in range(2):
        client.post(address, {"text": "En op zaterdag?"})

    assert question.reactions.count() == 1


def test_too_many_reactions_are_refused_and_keep_their_text(
    client: Client, question: Any, address: str, settings: Any
) -> None:
    settings.ASK_LIMIT_PER_HOUR = 0

    response = client.post(address, {"text": "En op zaterdag?"})

    assert response.status_code == 429
    assert response.context["form"]["text"].value() == "En op zaterdag?"
    assert question.reactions.count() == 0


@pytest.mark.parametrize("token", ["abc", "a.b.c", "a" * 5000, "%00", "%F0%9F%98%80"])
def test_a_guessed_link_is_not_found(client: Client, office: Any, token: str) -> None:
    assert client.get(f"/vraag/{token}/").status_code == 404


def test_a_revoked_link_is_not_found(client: Client, question: Any, address: str) -> None:
    revoke_links(question=question, user=None, now=timezone.now())

    assert client.get(address).status_code == 404


def test_an_expired_link_is_gone_and_tells_nothing(
    client: Client, question: Any, address: str, time_machine: Any
) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=91))

    response = client.get(address)

    assert response.status_code == 410
    assert question.title not in response.content.decode()


def test_a_link_opens_on_the_site_that_was_asked_only(
    client: Client, question: Any, address: str, home: Any
) -> None:
    root = home.get_parent()
    other = root.add_child(instance=factories.HomePageFactory.build(locale=home.locale, slug="ander"))
    Site.objects.create(hostname="ander.localhost", root_page=other)

    assert client.get(address, headers={"Host": "ander.localhost"}).status_code == 404


def test_is_not_stored_or_indexed(client: Client, question: Any, address: str) -> None:
    response = client.get(address)

    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


@pytest.mark.parametrize("count", [1, 300])
def test_costs_the_same_however_long_the_story(
    client: Client, question: Any, address: str, count: int, django_assert_num_queries: Any
) -> None:
    question.reactions.bulk_create(
        question.reactions.model(question=question, text=f"Nog iets {n}", written_at=factories.NOW)
        for n in range(count)
    )
    client.get(address)

    with django_assert_num_queries(5):
        client.get(address)


def test_the_same_words_after_another_answer_open_the_question_again(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
    client.post(address, {"text": "Dit werkt niet"})
    sign_off(question=question, text="Zo dan.", user=agent, now=timezone.now())
    client.post(address, {"text": "Dit werkt niet"})
    question.refresh_from_db()

    assert (question.is_open, question.reactions.count()) == (True, 2)


def test_a_question_that_was_closed_without_an_answer_promises_none(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    close_question(question=question, user=agent, now=timezone.now())

    content = client.get(address).content.decode()

    assert [sentence in content for sentence in ("Uw vraag is gesloten", "Uw vraag is beantwoord")] == [
        True,
        False,
    ]


def test_the_same_words_after_the_question_was_closed_open_it_again(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    client.post(address, {"text": "Dit werkt niet"})
    close_question(question=question, user=agent, now=timezone.now())
    client.post(address, {"text": "Dit werkt niet"})
    question.refresh_from_db()

    assert (question.is_open, question.reactions.count()) == (True, 2)
