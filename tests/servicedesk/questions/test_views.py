"""A question's page at the desk, on the three chairs: its agent, an editor without the desk, another office's agent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from servicedesk.questions.actions import assign, sign_off, write_answer
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Answer
from tests.factories import NOW, QuestionFactory, TeamFactory, UserFactory, FaqPageFactory, OfficeFactory, HomePageFactory


@pytest.fixture
def question(office: Any) -> Any:
    return QuestionFactory(office=office)


def test_page_shows_question(client: Client, agent: Any, question: Any) -> None:
    client.force_login(agent)
    response = client.get(reverse("questions:question", args=[question.pk]))
    assert response.status_code == 200
    assert "Kan ik mijn paspoort" in response.content.decode()
    r = client.get(reverse("questions:index")); assert r.status_code == 200
    for w in ["mine","teams","unassigned","overdue","answered","closed","all"]:
        r = client.get(reverse("questions:list", args=[w])); assert r.status_code == 200
