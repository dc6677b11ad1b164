"""What a manager decides about an office, and what the form refuses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_manager(client: Client, manager: Any) -> Client:
    UserProfile.objects.create(user=manager, preferred_language="en")
    client.force_login(manager)
    return client


def saved(client: Client, office: Office, **changes: Any) -> dict[str, list[str]]:
    """Saves the office's form and gives its errors."""
    fields = {
        "name": office.name,
        "site": office.site_id,
        "email": office.email,
        "opens_at": "09:00",
        "closes_at": "17:00",
        "ask_access": AskAccess.OPEN,
        "close_after_days": 14,
        "retention_days": 730,
        **changes,
    }
    response = client.post(reverse("offices:edit", args=[office.pk]), fields)
    if response.status_code == 302:
        return {}
    with translation.override("en"):
        return {field: list(map(str, errors)) for field, errors in response.context["form"].errors.items()}


def test_every_field_of_an_office_can_be_set(as_manager: Client, office: Office) -> None:
    form = as_manager.get(reverse("offices:edit", args=[office.pk])).context["form"]
    fields = {field.name for field in Office._meta.fields if field.editable and not field.primary_key}

    assert fields - set(form.fields) == set()


def test_an_office_is_closed_with_a_message(as_manager: Client, office: Office) -> None:
    assert saved(as_manager, office, ask_access=AskAccess.CLOSED, closed_message="Bel ons.") == {}
    office.refresh_from_db()
    assert (office.ask_access, office.closed_message) == (AskAccess.CLOSED, "Bel ons.")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"ask_access": AskAccess.CLOSED, "closed_message": "  "},
            {"closed_message": ["Tell visitors why nobody can ask now, and what they can do."]},
        ),
        ({"asks_consent": "on"}, {"privacy_text": ["Write the text with which askers are to agree."]}),
        ({"closes_at": "09:00"}, {"closes_at": ["An office closes after it opens."]}),
        (
            {"number_patterns": "Z-####-##\n#"},
            {
                "number_patterns": [
                    "“#” says too little: use # for a digit and @ for a letter, at least three times."
                ]
            },
        ),
    ],
)
def test_what_would_not_work_is_refused(
    as_manager: Client, office: Office, changes: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert saved(as_manager, office, **changes) == errors
