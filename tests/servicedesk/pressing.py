"""Pressing the buttons on the page of a question, as a browser does: with all that was typed."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from servicedesk.questions.drafts import fingerprint
from servicedesk.questions.models import Question

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def url(name: str, question: Question) -> str:
    return reverse(f"questions:{name}", args=[question.pk])


def typed(text: str, **more: str) -> dict[str, str]:
    """What the browser sends when the agent typed `text` in an empty draft."""
    return {"answer": text, "seen": fingerprint(""), **more}


def press(client: Client, name: str, question: Question, **fields: str) -> Any:
    return client.post(url(name, question), fields)


def press_by_script(client: Client, name: str, question: Question, **fields: str) -> Any:
    return client.post(url(name, question), fields, headers=SCRIPT)


def errors_of(response: Any, form: str, field: str) -> list[str]:
    with translation.override("en"):
        return [str(error) for error in response.context[form].errors[field]]
