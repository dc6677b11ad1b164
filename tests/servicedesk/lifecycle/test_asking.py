"""What asking leaves behind beside the question itself."""

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from servicedesk.questions.choices import Channel, Suspicion
from tests.factories import ask_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("suspicion", ["", Suspicion.LINKS])
def test_history_begins_with_the_channel_along_which_it_was_asked(office: Any, suspicion: str) -> None:
    question = ask_question(office, channel=Channel.API, suspicion=suspicion)

    entries = ModelLogEntry.objects.for_instance(question)
    assert [(entry.action, entry.data, entry.label) for entry in entries] == [
        ("servicedesk.question.ask", {"channel": "api"}, f"#{question.pk}")
    ]
