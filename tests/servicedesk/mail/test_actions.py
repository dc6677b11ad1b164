"""Mails are owed with the change, sent once, and survive a mail server that is down."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from servicedesk.lifecycle.answering import sign_off
from servicedesk.mail.actions import send_mail, send_owed_mails
from servicedesk.mail.models import OutgoingMail
from tests.factories import NOW, QuestionFactory
from vraagbaak.mailing.actions import CLAIM, claim


@pytest.fixture
def queued(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def dead_mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def test_nothing_is_owed_when_the_change_is_rolled_back(office: Any, agent: Any, queued: None) -> None:
    question = QuestionFactory(office=office)
    with transaction.atomic():
        sign_off(question=question, text="Ja.", user=agent, now=NOW)
        transaction.set_rollback(True)
    assert OutgoingMail.objects.count() == 0


def test_mail_waits_for_a_server_that_is_down_and_goes_later_once(
    office: Any, agent: Any, dead_mail_server: None, settings: Any
) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    owed = OutgoingMail.objects.get()
    assert (owed.sent_at, owed.attempts, bool(owed.last_error)) == (None, 1, True)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later = owed.next_attempt_at + timedelta(seconds=1)
    assert [send_owed_mails(now=later), send_owed_mails(now=later)] == [1, 0]
    assert len(mail.outbox) == 1


def test_mail_under_way_is_not_taken_by_another_worker(office: Any, agent: Any, queued: None) -> None:
    sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    pk = OutgoingMail.objects.get().pk
    assert [claim(mails=OutgoingMail.objects.all(), pk=pk, now=NOW), send_mail(mail_pk=pk, now=NOW)] == [
        True,
        False,
    ]


def test_mail_of_a_worker_that_died_is_sent_by_the_next(office: Any, agent: Any, queued: None) -> None:
    sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    pk = OutgoingMail.objects.get().pk
    claim(mails=OutgoingMail.objects.all(), pk=pk, now=NOW)
    assert send_mail(mail_pk=pk, now=NOW + CLAIM + timedelta(seconds=1)) is True


def test_every_attempt_bears_the_same_message_id(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    owed = OutgoingMail.objects.get()
    owed.sent_at = None
    owed.next_attempt_at = NOW
    owed.save()
    send_mail(mail_pk=owed.pk, now=NOW)
    first, second = mail.outbox
    assert first.message()["Message-ID"] == second.message()["Message-ID"]


@pytest.mark.parametrize(
    ("language", "subject"), [("nl", "Ons antwoord op uw vraag"), ("en", "Our answer to your question")]
)
def test_mail_is_in_the_language_of_the_asker(office: Any, agent: Any, language: str, subject: str) -> None:
    sign_off(
        question=QuestionFactory(office=office, language=language, title="Q"), text="Ja.", user=agent, now=NOW
    )
    assert mail.outbox[0].subject == f"{subject}: Q"


def test_line_breaks_in_a_question_do_not_reach_the_headers(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office, title="Vraag\r\nBcc: x@post.example")
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    assert mail.outbox[0].message()["Bcc"] is None


def test_sender_bears_the_name_of_the_office_whatever_the_setting_looks_like(
    office: Any, agent: Any, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Vraagbaak <vraagbaak@zonneveld.example>"
    sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    assert mail.outbox[0].from_email == "Gemeente Zonneveld <vraagbaak@zonneveld.example>"


def test_mail_that_cannot_be_built_is_written_down_and_holds_up_no_other(
    office: Any, agent: Any, settings: Any, queued: None
) -> None:
    broken = QuestionFactory(office=office, asker__email="geen adres\n")
    sign_off(question=broken, text="Ja.", user=agent, now=NOW)
    sign_off(question=QuestionFactory(office=office), text="Ja.", user=agent, now=NOW)
    assert send_owed_mails(now=NOW) == 1
    assert [bool(owed.last_error) for owed in OutgoingMail.objects.order_by("pk")] == [True, False]
