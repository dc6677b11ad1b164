"""Who reads the whole database can open no question with it (decision 5)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from servicedesk.lifecycle.answering import sign_off
from servicedesk.mail.actions import send_owed_mails
from servicedesk.mail.link_renewal import mail_new_link
from servicedesk.mail.models import OutgoingMail
from servicedesk.mail.status_links.actions import question_for_token
from servicedesk.mail.status_links.models import StatusLink
from tests.factories import NOW, ask_question

pytestmark = pytest.mark.django_db
WORD = re.compile(r"[\w-]{8,}")


@pytest.fixture
def _queued(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def everything_stored() -> Iterator[str]:
    """Every value of every column of every table, and what the sessions hold in their own writing."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield from (str(value) for value in row if value is not None)
    for session in Session.objects.all():
        yield str(SessionStore().decode(session.session_data))


def sent_addresses() -> list[str]:
    return [re.search(r"/vraag/[\w-]+/", message.body).group() for message in mail.outbox]  # type: ignore[union-attr]


def opens(token: str) -> bool:
    try:
        question_for_token(token=token, now=timezone.now())
    except StatusLink.DoesNotExist:
        return False
    return True


@pytest.mark.usefixtures("_queued")
def test_nothing_in_the_database_opens_a_question(client: Client, office: Any, agent: Any) -> None:
    question = ask_question(office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    mail_new_link(question=question, now=NOW)
    send_owed_mails(now=NOW)
    for address in sent_addresses():
        client.post(address, {"text": "En op zaterdag?"})

    tried = {word for value in everything_stored() for word in [value, *WORD.findall(value)]}

    assert (StatusLink.objects.count(), OutgoingMail.objects.count(), DBTaskResult.objects.exists()) == (
        3,
        3,
        True,
    )
    assert [client.get(address).status_code for address in sent_addresses()] == [200, 200, 200]
    assert [word for word in tried if opens(word)] == []
