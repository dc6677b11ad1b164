"""The extra fields in the screen of a subject."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.asking.subject_fields.models import SubjectField
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(office: Any) -> Any:
    return factories.SubjectFactory(office=office, name="Afval")


@pytest.fixture
def managed(client: Client, manager: Any) -> Client:
    client.force_login(manager)
    return client


def form(subject: Any, *fields: dict[str, str]) -> dict[str, str]:
    data = {
        "office": str(subject.office_id),
        "name": subject.name,
        "answer_hours": "16",
        "fields-TOTAL_FORMS": str(len(fields)),
        "fields-INITIAL_FORMS": "0",
        "fields-MIN_NUM_FORMS": "0",
        "fields-MAX_NUM_FORMS": "1000",
    }
    for number, field in enumerate(fields):
        given = {
            "label": "Zaaknummer",
            "kind": FieldKind.TEXT,
            "options": "",
            "ORDER": str(number + 1),
            **field,
        }
        data |= {f"fields-{number}-{name}": value for name, value in given.items()}
    return data


def save(client: Client, subject: Any, *fields: dict[str, str]) -> Any:
    return client.post(reverse("subjects:edit", args=[subject.pk]), form(subject, *fields))


def test_a_manager_adds_fields_in_an_order(managed: Client, subject: Any) -> None:
    response = save(
        managed,
        subject,
        {
            "label": "Soort",
            "kind": FieldKind.CHOICE,
            "options": "Papier\n\n Glas  bak\nPapier",
            "is_required": "on",
        },
        {"label": "Datum", "label_en": "Date", "kind": FieldKind.DATE},
    )

    assert response.status_code == 302
    assert [(field.label, field.option_list, field.is_required) for field in subject.fields.all()] == [
        ("Soort", ["Papier", "Glas bak"], True),
        ("Datum", [], False),
    ]


@pytest.mark.parametrize("options", ["", "Papier", "Papier\nPapier", f"Papier\n{'x' * 121}"])
def test_a_choice_needs_choices(managed: Client, subject: Any, options: str) -> None:
    response = save(managed, subject, {"kind": FieldKind.CHOICE, "options": options})

    [child] = response.context["form"].formsets["fields"].forms
    assert (list(child.errors), SubjectField.objects.count()) == (["options"], 0)


def test_two_fields_of_one_name_are_refused(managed: Client, subject: Any) -> None:
    response = save(managed, subject, {}, {})

    assert (len(response.context["form"].non_field_errors()), SubjectField.objects.count()) == (1, 0)
