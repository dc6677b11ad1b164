"""An answered question with personal data in it, and an agent who may take it up."""

from typing import Any

import pytest
from wagtail.models import Site

from servicedesk.questions.models import Question
from tests.factories import HomePageFactory, OfficeFactory


@pytest.fixture
def question(answered_question: Question) -> Question:
    return answered_question


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
