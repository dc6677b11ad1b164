"""Mails through a real mail server: taken, refused, down and up again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from servicedesk.lifecycle.answering import sign_off
from servicedesk.mail.actions import send_owed_mails
from servicedesk.mail.models import OutgoingMail
from tests.factories import NOW, QuestionFactory
from tests.mailserver import MailServer, RefusingMailbox


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    yield server
    server.stop()


def next_attempt() -> Any:
    return OutgoingMail.objects.get().next_attempt_at + timedelta(seconds=1)


def test_answer_arrives_as_text_and_html_at_the_asker(office: Any, agent: Any, server: MailServer) -> None:
    server.start()
    sign_off(question=QuestionFactory(office=office), text="Ja, dat **kan**.", user=agent, now=NOW)
    [mail] = server.mails
    assert mail["X-RcptTo"] == "fatima@post.example"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_answer_waits_while_the_server_is_down_and_arrives_once_when_it_is_up(
    office: Any, agent: Any, server: MailServer
) -> None:
    sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    assert send_owed_mails(now=next_attempt()) == 0
    server.start()
    assert [send_owed_mails(now=next_attempt()), send_owed_mails(now=next_attempt())] == [1, 0]
    assert len(server.mails) == 1


def test_refusal_is_written_down_and_tried_again(office: Any, agent: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer(RefusingMailbox()) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    owed = OutgoingMail.objects.get()
    assert (owed.sent_at, "mailbox is full" in owed.last_error) == (None, True)
