"""The people of the desk: an agent who is logged in, a colleague, and an agent of another office."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.models import Question
from tests.factories import (
    NOW,
    HomePageFactory,
    OfficeFactory,
    QuestionFactory,
    SubjectFactory,
    TeamFactory,
    UserFactory,
)
from vraagbaak.knowledge.audiences.choices import GroupName

Closed = Callable[..., Question]


@pytest.fixture
def colleague(office: Any) -> Any:
    user = UserFactory(group=GroupName.AGENTS, first_name="Omar", last_name="Yilmaz")
    TeamFactory(office=office, members=[user])
    return user


@pytest.fixture
def other_office(dutch: Any) -> Any:
    home = Page.get_first_root_node().add_child(instance=HomePageFactory.build(locale=dutch))
    site = Site.objects.create(hostname="other.localhost", root_page=home)
    return OfficeFactory(site=site, name="Ander kantoor")


@pytest.fixture
def other_agent(other_office: Any) -> Any:
    """An agent of another office."""
    user = UserFactory(group=GroupName.AGENTS)
    TeamFactory(office=other_office, members=[user])
    return user


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    UserProfile.objects.create(user=agent, preferred_language="en")
    client.force_login(agent)
    return client


@pytest.fixture
def closed(office: Any, agent: Any) -> Closed:
    """Makes a question that was answered and closed; `knowledge_held` is what the agent said of it."""

    def make(title: str, *, now: datetime = NOW, knowledge_held: str = "", **given: Any) -> Question:
        question = QuestionFactory(**{"office": office, "title": title, "asked_at": now, **given})
        sign_off(question=question, text="Ja, dat kan.", user=agent, now=now, knowledge_held=knowledge_held)
        return close_question(question=question, user=agent, now=now + timedelta(hours=1))

    return make


@pytest.fixture
def group_of_three(closed: Closed) -> list[Question]:
    return [
        closed("Mag ik mijn drone boven een natuurgebied laten vliegen?"),
        closed("Mag een drone vliegen boven een natuurgebied?", now=NOW + timedelta(days=1)),
        closed("Boven natuurgebied vliegen met mijn drone", now=NOW + timedelta(days=2)),
    ]


@pytest.fixture
def answered_question(office: Any, agent: Any, base: Any) -> Question:
    """With personal data in it and in its answer."""
    question = QuestionFactory(
        office=office,
        asker__name="Fatima de Vries",
        title="Kan Fatima haar paspoort laten bezorgen?",
        subject=SubjectFactory(office=office, knowledge_base=base),
    )
    text = "Beste Fatima de Vries,\n\nJa. Bel 06-12345678."
    sign_off(question=question, text=text, user=agent, now=NOW)
    return close_question(question=question, user=agent, now=NOW)
