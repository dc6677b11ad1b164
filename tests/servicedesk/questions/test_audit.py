"""Wagtail's report on the whole site holds what was done at the desk, and no words of askers (decision 23)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from servicedesk.models import Question
from servicedesk.triage.actions import skip_questions
from servicedesk.triage.choices import SkipReason
from tests.factories import NOW, PartyFactory
from tests.servicedesk.conftest import Closed

TITLE = "Kan Fatima haar paspoort laten bezorgen?"


@pytest.fixture
def question(closed: Closed, office: Any, agent: Any) -> Question:
    question = closed(TITLE, asker=PartyFactory(office=office, name="Fatima de Vries"))
    skip_questions(questions=[question], reason=SkipReason.PERSONAL, user=agent, now=NOW)
    return question


def report(client: Client, user: Any, **query: str) -> str:
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_reports:site_history"), query)
    content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    return content.decode()


@pytest.mark.parametrize("query", [{}, {"export": "csv"}])
def test_report_on_the_site_names_questions_by_number_to_every_agent(
    client: Client, question: Question, agent: Any, other_agent: Any, manager: Any, query: dict[str, str]
) -> None:
    reports = [report(client, user, **query) for user in (agent, other_agent, manager)]

    assert [f"#{question.pk}" in text for text in reports] == [True] * 3
    assert [word in text for text in reports for word in (TITLE, "Fatima")] == [False] * 6


def test_export_of_an_asker_is_noted_without_the_name(
    client: Client, question: Question, manager: Any
) -> None:
    client.force_login(manager)
    client.post(reverse("questions:export_asker", args=[question.pk]))

    entry = ModelLogEntry.objects.get(action="servicedesk.party.export")
    assert entry.label == f"#{question.asker_id}"
