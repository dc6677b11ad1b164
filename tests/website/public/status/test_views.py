"""The status page, for whoever holds the link."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from servicedesk.lifecycle.answering import sign_off, write_answer
from servicedesk.lifecycle.closing import close_question, react
from servicedesk.lifecycle.handling import remark
from servicedesk.mail.models import OutgoingMail
from servicedesk.mail.status_links.actions import revoke_links
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Reaction
from servicedesk.questions.thread import EntryKind, thread_of
from servicedesk.triage.models import Triage
from tests import factories
from website.public.status import views
from website.public.status.thread import State

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

    assert [(entry.is_answer, entry.text) for entry in response.context["thread"]] == [
        (True, "Ja, dat **kan**.")
    ]
    assert "<strong>kan</strong>" in response.content.decode()
    assert "Lastige klant" not in response.content.decode()


def test_a_reaction_that_comes_while_the_question_is_erased_gets_the_same_as_any_dead_link(
    client: Client, question: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erase_first(**given: Any) -> Any:
        erase_question(question=question, now=timezone.now())
        return react(**given)

    monkeypatch.setattr(views, "react", erase_first)

    response = client.post(address, {"text": "Maar hoe dan?"})

    assert (response.status_code, Reaction.objects.count()) == (404, 0)


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
def test_costs_the_same_however_long_the_thread(
    client: Client, question: Any, address: str, count: int, django_assert_num_queries: Any
) -> None:
    question.reactions.bulk_create(
        question.reactions.model(question=question, text=f"Nog iets {n}", written_at=factories.NOW)
        for n in range(count)
    )
    client.get(address)

    with django_assert_num_queries(6):
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


def test_many_reactions_open_a_question_once_and_mail_the_asker_nothing(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
    close_question(question=question, user=agent, now=timezone.now())
    mail.outbox.clear()

    for number in range(4):
        client.post(address, {"text": f"En dan nog dit ({number})"})

    reopened = ModelLogEntry.objects.for_instance(question).filter(action="servicedesk.question.reopen")
    assert (question.reactions.count(), reopened.count(), mail.outbox) == (4, 1, [])
    assert OutgoingMail.objects.count() == 1


def test_the_asker_says_that_it_is_solved_and_agents_see_who_said_so(
    client: Client, question: Any, address: str, agent: Any
) -> None:
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())

    response = client.post(f"{address}opgelost/")
    question.refresh_from_db()

    changes = [entry for entry in thread_of(question) if entry.kind == EntryKind.CHANGE]
    assert (response.status_code, response["Location"]) == (302, address)
    assert question.status == QuestionStatus.CLOSED
    assert [entry.who for entry in changes] == ["Fatima de Vries"]
    assert client.get(address).context["state"] == State.SOLVED


def test_saying_twice_that_it_is_solved_changes_nothing_more(
    client: Client, question: Any, address: str
) -> None:
    for _press in range(2):
        client.post(f"{address}opgelost/")

    entries = ModelLogEntry.objects.for_instance(question)
    assert [entry.action for entry in entries] == ["servicedesk.question.solve"]
    assert Triage.objects.filter(question=question).count() == 1


def test_who_said_that_it_is_solved_can_still_write_back(client: Client, question: Any, address: str) -> None:
    client.post(f"{address}opgelost/")
    client.post(address, {"text": "Toch niet"})
    question.refresh_from_db()

    assert (question.is_open, client.get(address).context["state"]) == (True, State.OPEN)


def test_each_state_is_shown_as_what_it_is(client: Client, question: Any, address: str, agent: Any) -> None:
    states = [client.get(address).context["state"]]
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
    states.append(client.get(address).context["state"])
    client.post(f"{address}opgelost/")
    states.append(client.get(address).context["state"])
    client.post(address, {"text": "Toch niet"})
    close_question(question=question, user=agent, now=timezone.now())
    states.append(client.get(address).context["state"])

    assert states == [State.OPEN, State.ANSWERED, State.SOLVED, State.CLOSED]


def test_solving_is_refused_from_another_site_and_by_a_mere_visit(question: Any, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)

    answers = [strict.post(f"{address}opgelost/"), strict.get(f"{address}opgelost/")]
    question.refresh_from_db()

    assert [answer.status_code for answer in answers] == [403, 405]
    assert question.is_open


def test_the_page_of_an_expired_link_mails_a_new_one_to_the_asker(
    client: Client, question: Any, address: str, time_machine: Any
) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=91))

    response = client.post(f"{address}nieuwe-link/")

    [message] = mail.outbox
    renewed = re.search(r"/vraag/[\w-]+/", message.body)
    assert (response.status_code, response["Location"], message.to) == (
        302,
        f"{address}nieuwe-link/",
        ["fatima@post.example"],
    )
    assert renewed
    assert client.get(renewed.group()).context["question"] == question


def test_asking_again_within_the_hour_reads_the_same_and_mails_nothing(
    client: Client, question: Any, address: str, time_machine: Any
) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=91))

    pages = [client.post(f"{address}nieuwe-link/", follow=True).content for _press in range(2)]

    assert (pages[0] == pages[1], len(mail.outbox)) == (True, 1)


def test_one_link_has_no_other_question_mailed(
    client: Client, office: Any, question: Any, address: str, time_machine: Any
) -> None:
    factories.QuestionFactory(office=office, asker__email="jan@post.example")
    time_machine.move_to(timezone.now() + timedelta(days=91))

    client.post(f"{address}nieuwe-link/", {"email": "jan@post.example", "question": "1"})

    assert [message.to for message in mail.outbox] == [["fatima@post.example"]]


def test_a_link_that_still_works_needs_no_new_one(client: Client, question: Any, address: str) -> None:
    response = client.post(f"{address}nieuwe-link/")

    assert (response["Location"], mail.outbox) == (address, [])


@pytest.mark.parametrize("page", ["", "nieuwe-link/", "opgelost/"])
def test_a_link_that_was_revoked_offers_nothing_also_after_its_time(
    client: Client, question: Any, address: str, time_machine: Any, page: str
) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=91))
    revoke_links(question=question, user=None, now=timezone.now())

    answers = [client.get(f"{address}{page}").status_code, client.post(f"{address}{page}").status_code]

    assert (answers[-1], mail.outbox) == (404, [])
    assert answers[0] == (405 if page == "opgelost/" else 404)


def test_too_many_renewals_from_one_address_read_the_same_and_mail_nothing(
    client: Client, question: Any, address: str, settings: Any, time_machine: Any
) -> None:
    settings.ASK_LIMIT_PER_HOUR = 0
    time_machine.move_to(timezone.now() + timedelta(days=91))

    response = client.post(f"{address}nieuwe-link/")

    assert (response["Location"], mail.outbox) == (f"{address}nieuwe-link/", [])


def test_an_expired_link_of_another_site_is_not_found(
    client: Client, question: Any, address: str, home: Any, time_machine: Any
) -> None:
    other = home.get_parent().add_child(
        instance=factories.HomePageFactory.build(locale=home.locale, slug="a")
    )
    Site.objects.create(hostname="ander.localhost", root_page=other)
    time_machine.move_to(timezone.now() + timedelta(days=91))

    answers = [
        client.get(address, headers={"Host": "ander.localhost"}),
        client.post(f"{address}nieuwe-link/", headers={"Host": "ander.localhost"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("days", [0, 91])
def test_the_address_stays_with_who_holds_it(
    client: Client, question: Any, address: str, time_machine: Any, days: int
) -> None:
    time_machine.move_to(timezone.now() + timedelta(days=days))

    response = client.get(address)

    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert "no-store" in response["Cache-Control"]


def test_leads_to_what_is_kept_of_the_asker(client: Client, question: Any, address: str) -> None:
    assert 'href="/mijn-gegevens/"' in client.get(address).content.decode()
