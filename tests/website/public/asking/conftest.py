"""The form as an asker meets it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from servicedesk.deflection.models import AskRun
from tests import factories

TITLE = "Kan ik mijn paspoort laten bezorgen?"
BODY = "Ik werk overdag."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def faq(topic: Any, office: Any) -> Any:
    return factories.FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?", slug="aanvragen")


@pytest.fixture
def run(client: Client, office: Any) -> AskRun:
    """A run of which the first step was sent."""
    client.post("/vraag-stellen/", {"title": TITLE, "body": BODY})
    return AskRun.objects.get()


@pytest.fixture
def stamp(client: Client, office: Any) -> str:
    return str(client.get("/vraag-stellen/").context["stamp"])


@pytest.fixture
def mailed_code() -> Any:
    def last() -> str:
        [code] = re.findall(r"\b\d{6}\b", str(mail.outbox[-1].body))
        return str(code)

    return last
