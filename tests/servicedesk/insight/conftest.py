from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from servicedesk.insight.periods import Period
from servicedesk.insight.scope import Scope
from servicedesk.models import Answer, Question
from tests.factories import NOW, QuestionFactory

AUTUMN = Period(date(2026, 11, 2), date(2026, 11, 22))


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    client.force_login(agent)
    return client


@pytest.fixture
def as_editor(client: Client, editor: Any, base: Any) -> Client:
    client.force_login(editor)
    return client


def scope_of(user: Any, **given: Any) -> Scope:
    return Scope(**{"user": user, "now": NOW, "period": AUTUMN, **given})


def answered(question: Question, at: datetime, held: str = "") -> Answer:
    return Answer.objects.create(question=question, text="Ja.", signed_off_at=at, knowledge_held=held)


def ask_on(office: Any, asked_at: datetime, **kwargs: Any) -> Question:
    return QuestionFactory(office=office, asked_at=asked_at, **kwargs)
