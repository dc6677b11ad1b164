"""A new link goes by mail, to the asker of its own question, once an hour whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from servicedesk.mail.link_renewal import DOUBLE_PRESS, mail_new_link
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import PartyFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(office: Any) -> Any:
    return QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


def test_the_asker_of_the_question_gets_the_mail(question: Any) -> None:
    planned = mail_new_link(question=question, now=timezone.now())

    [message] = mail.outbox
    assert (planned, message.to) == (True, ["fatima@post.example"])
    assert "/vraag/" in message.body


def test_a_double_press_is_one_mail(question: Any) -> None:
    planned = [mail_new_link(question=question, now=timezone.now()) for _press in range(2)]

    assert (planned, len(mail.outbox)) == ([True, False], 1)


def test_another_mail_goes_after_an_hour(question: Any, time_machine: Any) -> None:
    start = timezone.now()
    planned = []
    for minutes in (0, 59, 61):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        planned.append(mail_new_link(question=question, now=timezone.now()))

    assert planned == [True, False, True]


def test_an_agent_need_not_wait_for_the_hour(question: Any, agent: Any, time_machine: Any) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    mail_new_link(question=question, now=start)
    time_machine.move_to(start + timedelta(minutes=2), tick=False)

    planned = mail_new_link(question=question, now=timezone.now(), user=agent, at_most_once_in=DOUBLE_PRESS)

    entries = ModelLogEntry.objects.for_instance(question).order_by("pk")
    assert planned is True
    assert [(entry.action, entry.user) for entry in entries] == [
        ("servicedesk.question.mail_link", None),
        ("servicedesk.question.mail_link", agent),
    ]


def test_nobody_is_mailed_about_what_is_in_quarantine_or_erased_or_has_no_address(office: Any) -> None:
    held, spam, erased = (QuestionFactory(office=office) for _question in range(3))
    Question.objects.filter(pk=held.pk).update(status=QuestionStatus.HELD)
    Question.objects.filter(pk=spam.pk).update(status=QuestionStatus.SPAM)
    erase_question(question=erased, now=timezone.now())
    without = QuestionFactory(office=office, asker=PartyFactory(office=office, email=""))

    planned = [mail_new_link(question=each, now=timezone.now()) for each in (held, spam, erased, without)]

    assert (planned, mail.outbox) == ([False] * 4, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_mail_is_in_the_language_of_the_asker(office: Any, language: str) -> None:
    mail_new_link(question=QuestionFactory(office=office, language=language), now=timezone.now())

    prefix = {"nl": "", "en": "/en"}[language]
    assert f"{prefix}/vraag/" in mail.outbox[0].body
