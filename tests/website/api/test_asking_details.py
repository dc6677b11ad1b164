"""Asking through the API: what the subject asks more, consent, and what is held back."""

from typing import Any

import pytest
from django.test import Client

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.models import Question, SubjectField
from servicedesk.questions.choices import QuestionStatus, Suspicion
from tests import factories

pytestmark = pytest.mark.django_db

ASKED = {"title": "Kan het bezorgd worden?", "name": "Fatima de Vries", "email": "fatima@post.example"}


@pytest.fixture
def subject(office: Any) -> Any:
    subject = factories.SubjectFactory(office=office)
    for label, kind in (("Datum", FieldKind.DATE), ("Aantal", FieldKind.NUMBER), ("Spoed", FieldKind.YES_NO)):
        SubjectField.objects.create(
            subject=subject, label=label, kind=kind, is_required=kind == FieldKind.DATE
        )
    return subject


def ask(client: Client, **fields: Any) -> Any:
    return client.post("/api/v1/questions", {**ASKED, **fields}, content_type="application/json")


def test_details_are_given_by_their_labels(client: Client, subject: Any) -> None:
    response = ask(client, subject=subject.pk, details={"Datum": "2026-12-31", "Aantal": 12.5, "Spoed": True})

    assert response.status_code == 201
    assert list(Question.objects.get().details.values_list("label", "value")) == [
        ("Datum", "31 december 2026"),
        ("Aantal", "12,5"),
        ("Spoed", "Ja"),
    ]


@pytest.mark.parametrize("number", [1.234, "1,234"])
def test_a_number_is_a_number_whatever_the_language(client: Client, subject: Any, number: Any) -> None:
    ask(client, subject=subject.pk, details={"Datum": "31-12-2026", "Aantal": number})

    assert Question.objects.get().details.get(label="Aantal").value == "1,234"


@pytest.mark.parametrize(
    ("details", "count"),
    [
        ({}, 1),
        ({"Datum": "morgen"}, 1),
        ({"Datum": "2026-12-31", "Aantal": "twaalf", "Spoed": "misschien"}, 2),
        ({"Kleur": "rood"}, 1),
        ({"Datum": "2026-12-31", "Aantal": "\0"}, 1),
        ({f"Veld {number}": "x" for number in range(51)}, 1),
        ({"Datum": None}, 3),
        ("x", 1),
    ],
)
def test_what_does_not_fit_is_told_under_details(
    client: Client, subject: Any, details: Any, count: int
) -> None:
    response = ask(client, subject=subject.pk, details=details)

    errors = response.json()["errors"]
    assert (response.status_code, Question.objects.count()) == (422, 0)
    assert sum(map(len, errors.values())) >= min(count, 1)


def test_each_sentence_begins_with_its_label(client: Client, subject: Any) -> None:
    response = ask(client, subject=subject.pk, details={"Datum": "morgen"})

    [sentence] = response.json()["errors"]["details"]
    assert sentence.startswith("Datum: ")


def test_where_consent_is_asked_it_must_be_given(client: Client, office: Any) -> None:
    office.asks_consent = True
    office.save()

    refused, taken = ask(client), ask(client, consent=True)

    assert (refused.status_code, list(refused.json()["errors"]), taken.status_code) == (422, ["consent"], 201)
    assert Question.objects.get().consented_at is not None


def test_who_wants_a_mail_about_the_publication_says_so(client: Client, office: Any) -> None:
    ask(client, tell_when_published=True)

    assert Question.objects.get().tell_when_published is True


def test_many_links_are_held_back_with_the_same_answer(client: Client, office: Any) -> None:
    response = ask(client, body="http://a.example " * 4)

    question = Question.objects.get()
    assert (response.status_code, question.status, question.suspicion) == (
        201,
        QuestionStatus.HELD,
        Suspicion.LINKS,
    )


def test_the_form_of_details_is_documented(client: Client, office: Any) -> None:
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]

    assert {"details", "consent", "tell_when_published"} <= set(schemas["NewQuestion"]["properties"])
