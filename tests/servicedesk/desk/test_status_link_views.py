"""The buttons about links on a question's page at the desk."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from servicedesk.mail.status_links.actions import issue_link
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.models import Question
from servicedesk.questions.thread import EntryKind, thread_of
from tests.factories import OfficeFactory, QuestionFactory

pytestmark = pytest.mark.django_db
DESK = "/beheer/servicedesk/questions"


@pytest.fixture
def question(office: Any) -> Any:
    question = QuestionFactory(office=office)
    for _link in range(2):
        issue_link(question=question, now=timezone.now())
    return question


def valid_links(question: Question) -> int:
    return StatusLink.objects.filter(question=question).valid(timezone.now()).count()


def test_revoking_asks_for_a_confirmation_first(client: Client, question: Any, agent: Any) -> None:
    client.force_login(agent)

    response = client.get(f"{DESK}/{question.pk}/revoke_links/")

    assert (response.status_code, response.context["valid"], valid_links(question)) == (200, 2, 2)


def test_the_agent_revokes_all_links_and_it_is_in_the_history(
    client: Client, question: Any, agent: Any
) -> None:
    client.force_login(agent)

    response = client.post(f"{DESK}/{question.pk}/revoke_links/")

    [entry] = [entry for entry in thread_of(question) if entry.kind == EntryKind.CHANGE]
    assert (response.status_code, response["Location"]) == (302, f"{DESK}/{question.pk}/")
    assert (valid_links(question), entry.who) == (0, str(agent))


def test_the_agent_mails_a_new_link_once_however_often_pressed(
    client: Client, question: Any, agent: Any
) -> None:
    client.force_login(agent)

    for _press in range(2):
        client.post(f"{DESK}/{question.pk}/mail_link/")

    assert [message.to for message in mail.outbox] == [["fatima@post.example"]]


def test_the_agent_reads_whether_a_mail_with_a_new_link_goes_out(
    client: Client, question: Any, agent: Any
) -> None:
    client.force_login(agent)

    sentences = [
        str(message).strip()
        for _press in range(2)
        for message in client.post(f"{DESK}/{question.pk}/mail_link/", follow=True).context["messages"]
    ]

    assert sentences == [
        "fatima@post.example krijgt een mail met een nieuwe link.",
        "Er is geen mail gestuurd: er ging minder dan een minuut geleden al een mail uit, of er is geen adres.",
    ]


def test_the_buttons_stand_on_the_page_of_the_question(client: Client, question: Any, agent: Any) -> None:
    client.force_login(agent)

    content = client.get(f"{DESK}/{question.pk}/").content.decode()

    wanted = [f"{DESK}/{question.pk}/revoke_links/", f"{DESK}/{question.pk}/mail_link/"]
    assert [address in content for address in wanted] == [True, True]


def test_an_erased_question_has_no_buttons_and_takes_no_change(
    client: Client, question: Any, agent: Any
) -> None:
    erase_question(question=question, now=timezone.now())
    client.force_login(agent)

    content = client.get(f"{DESK}/{question.pk}/").content.decode()
    client.post(f"{DESK}/{question.pk}/reopen/")
    client.post(f"{DESK}/{question.pk}/mail_link/")
    client.post(f"{DESK}/{question.pk}/remark/", {"remark": "Nog iets"})

    question.refresh_from_db()
    assert f"{DESK}/{question.pk}/mail_link/" not in content
    assert (question.is_open, question.remarks.count(), mail.outbox) == (False, 0, [])


@pytest.mark.parametrize("address", ["revoke_links", "mail_link"])
def test_agents_of_another_office_and_portal_users_get_nowhere(
    client: Client, question: Any, portal_user: Any, moderator: Any, address: str
) -> None:
    answers = []
    for user in (portal_user, moderator):
        client.force_login(user)
        answers.append(client.post(f"{DESK}/{question.pk}/{address}/").status_code in (302, 403, 404))

    assert (answers, valid_links(question), mail.outbox) == ([True, True], 2, [])


def test_an_agent_of_another_office_does_not_find_it(client: Client, home: Any, agent: Any) -> None:
    from wagtail.models import Site

    elsewhere = Site.objects.create(hostname="elders.localhost", root_page=home)
    question = QuestionFactory(office=OfficeFactory(site=elsewhere))
    client.force_login(agent)

    assert client.post(f"{DESK}/{question.pk}/revoke_links/").status_code == 404
