"""An answered question with personal data in it, and an agent who may take it up."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site
from wagtail.users.models import UserProfile

from servicedesk.lifecycle.actions import close_question, sign_off
from servicedesk.questions.models import Question
from tests.factories import NOW, HomePageFactory, OfficeFactory, QuestionFactory, SubjectFactory


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    UserProfile.objects.create(user=agent, preferred_language="en")
    client.force_login(agent)
    return client


@pytest.fixture
def question(office: Any, agent: Any, base: Any) -> Question:
    question = QuestionFactory(
        office=office,
        asker__name="Fatima de Vries",
        title="Kan Fatima haar paspoort laten bezorgen?",
        subject=SubjectFactory(office=office, knowledge_base=base),
    )
    text = "Beste Fatima de Vries,\n\nJa. Bel 06-12345678."
    sign_off(question=question, text=text, user=agent, now=NOW)
    return close_question(question=question, user=agent, now=NOW)


@pytest.fixture
def filled_in(base: Any) -> dict[str, Any]:
    """What a browser sends for a proposal that was read and edited."""
    return {
        "question": "Kan ik mijn paspoort laten bezorgen?",
        "answer": "Ja, dat **kan**.",
        "alternatives": "Brengt u mijn paspoort?\r\n\r\nKan iemand mijn paspoort brengen?",
        "knowledge_base": base.pk,
        "tags": "paspoort, bezorgen",
    }


@pytest.fixture
def other_office(home: Any) -> Any:
    root = home.get_parent()
    elsewhere = root.add_child(instance=HomePageFactory.build(locale=home.locale))
    site = Site.objects.create(hostname="elders.example", port=80, root_page=elsewhere)
    return OfficeFactory(site=site, name="Gemeente Elders")
