"""The form adapts to the subject, with and without JavaScript."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.asking.subject_fields.forms import field_name
from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.deflection.models import AskRun
from servicedesk.models import Question
from tests import factories
from tests.website.public.asking.conftest import HTMX
from tests.website.public.asking.details import details, send

pytestmark = pytest.mark.django_db

FIELDS = "/vraag-stellen/gegevens/velden/"


@pytest.fixture
def subject(office: Any) -> Any:
    return factories.SubjectFactory(office=office, name="Afval")


def add_field(
    subject: Any, label: str = "Zaaknummer", kind: FieldKind = FieldKind.TEXT, **given: Any
) -> SubjectField:
    return SubjectField.objects.create(subject=subject, label=label, kind=kind, **given)


def send_with(client: Client, run: AskRun, field: SubjectField, value: str, prefix: str = "") -> Any:
    filled = {"subject": field.subject_id, "shown_subject": field.subject_id, field_name(field): value}
    return client.post(f"{prefix}/vraag-stellen/gegevens/", details(run, **filled))


def kept() -> list[tuple[str, str]]:
    return list(Question.objects.get().details.values_list("label", "value"))


class TestWithoutJavaScript:
    def test_the_form_comes_back_with_the_fields_and_a_sentence(
        self, client: Client, run: AskRun, subject: Any
    ) -> None:
        field = add_field(subject, is_required=True)

        form = send(client, run, subject=subject.pk).context["form"]

        assert ([each.name for each in form.detail_fields], list(form.errors)) == (
            [field_name(field)],
            ["__all__"],
        )
        assert (form["shown_subject"].value(), Question.objects.count()) == (None, 0)

    def test_then_they_are_filled_in_and_sent(self, client: Client, run: AskRun, subject: Any) -> None:
        field = add_field(subject, is_required=True)

        send_with(client, run, field, "Z-2026-17")

        assert kept() == [("Zaaknummer", "Z-2026-17")]

    def test_a_subject_without_fields_is_sent_at_once(
        self, client: Client, run: AskRun, subject: Any
    ) -> None:
        send(client, run, subject=subject.pk)

        assert Question.objects.get().subject == subject

    def test_another_subject_brings_its_own_fields_and_keeps_what_was_typed(
        self, client: Client, run: AskRun, subject: Any, office: Any
    ) -> None:
        field = add_field(subject)
        other = add_field(factories.SubjectFactory(office=office), label="Kenteken")
        filled = {field_name(field): "Z-2026-17", "subject": other.subject_id, "shown_subject": subject.pk}

        form = send(client, run, **filled).context["form"]

        assert [each.label for each in form.detail_fields] == ["Kenteken"]
        assert form.kept_details == [(field_name(field), "Z-2026-17")]


class TestWithJavaScript:
    def choose(self, client: Client, **given: Any) -> Any:
        return client.post(FIELDS, given, headers=HTMX)

    def test_the_fields_come_with_the_subject_and_are_announced(
        self, client: Client, office: Any, subject: Any
    ) -> None:
        field = add_field(subject)

        text = self.choose(client, subject=subject.pk).content.decode()

        assert f'name="{field_name(field)}"' in text
        assert f'name="shown_subject" value="{subject.pk}"' in text
        assert 'id="subject-fields-said" hx-swap-oob="innerHTML"' in text

    def test_what_was_typed_for_a_subject_is_back_when_it_is_chosen_again(
        self, client: Client, office: Any, subject: Any
    ) -> None:
        field = add_field(subject)
        other = factories.SubjectFactory(office=office)
        typed = {field_name(field): "Z-2026-17"}

        away = self.choose(client, subject=other.pk, **typed).context["form"]
        back = self.choose(client, subject=subject.pk, **dict(away.kept_details)).context["form"]

        assert back[field_name(field)].value() == "Z-2026-17"

    @pytest.mark.parametrize("subject_id", ["", "0", "x", "\0", "9" * 40])
    def test_any_other_choice_brings_nothing(self, client: Client, office: Any, subject_id: str) -> None:
        response = self.choose(client, subject=subject_id, detail_1="x", detail_x="\0")

        assert (response.status_code, response.context["form"].detail_fields) == (200, [])

    def test_the_subject_of_another_office_brings_nothing(
        self, client: Client, office: Any, home: Any
    ) -> None:
        elsewhere = factories.OfficeFactory(site=Site.objects.create(hostname="elders", root_page=home))
        foreign = add_field(factories.SubjectFactory(office=elsewhere))

        form = self.choose(client, subject=foreign.subject_id, **{field_name(foreign): "x"}).context["form"]

        assert (form.detail_fields, form.kept_details) == ([], [])


class TestKinds:
    @pytest.mark.parametrize(
        ("kind", "typed", "expected"),
        [
            (FieldKind.TEXT, "  Z-1 ", "Z-1"),
            (FieldKind.LONG_TEXT, "een\r\ntwee", "een\ntwee"),
            (FieldKind.NUMBER, "1.234,5", "1234,5"),
            (FieldKind.DATE, "2026-12-31", "31 december 2026"),
            (FieldKind.DATE, "31-12-2026", "31 december 2026"),
            (FieldKind.CHOICE, "Glas", "Glas"),
            (FieldKind.YES_NO, "no", "Nee"),
            (FieldKind.TEXT, "a\x08b", "ab"),
        ],
    )
    def test_take_what_fits_and_keep_it_as_it_reads(
        self, client: Client, run: AskRun, subject: Any, kind: FieldKind, typed: str, expected: str
    ) -> None:
        field = add_field(subject, kind=kind, options="Papier\nGlas")

        send_with(client, run, field, typed)

        assert kept() == [("Zaaknummer", expected)]

    @pytest.mark.parametrize(
        ("kind", "typed"),
        [
            (FieldKind.TEXT, "x" * 256),
            (FieldKind.LONG_TEXT, "x" * 5001),
            (FieldKind.NUMBER, "twaalf"),
            (FieldKind.DATE, "31-02-2026"),
            (FieldKind.DATE, "morgen"),
            (FieldKind.CHOICE, "Plastic"),
            (FieldKind.YES_NO, "misschien"),
            (FieldKind.TEXT, "a\0b"),
            *((kind, "") for kind in FieldKind),
        ],
    )
    def test_refuse_the_rest_with_a_sentence_and_keep_what_was_typed(
        self, client: Client, run: AskRun, subject: Any, kind: FieldKind, typed: str
    ) -> None:
        field = add_field(subject, kind=kind, options="Papier\nGlas", is_required=True)

        form = send_with(client, run, field, typed).context["form"]

        assert (list(form.errors), form[field_name(field)].value()) == ([field_name(field)], typed)
        assert (len(form.errors[field_name(field)]), Question.objects.count()) == (1, 0)

    @pytest.mark.parametrize("kind", FieldKind)
    def test_what_is_not_required_may_stay_empty(
        self, client: Client, run: AskRun, subject: Any, kind: FieldKind
    ) -> None:
        field = add_field(subject, kind=kind, options="Papier\nGlas")

        send_with(client, run, field, "")

        assert kept() == []

    def test_a_date_that_was_typed_the_dutch_way_is_shown_again(
        self, client: Client, run: AskRun, subject: Any
    ) -> None:
        field = add_field(subject, kind=FieldKind.DATE)
        filled = {"subject": subject.pk, "shown_subject": subject.pk, "email": "fout"}

        form = send(client, run, **filled, **{field_name(field): "31-12-2026"}).context["form"]

        assert 'type="date"' in str(form[field_name(field)])
        assert 'value="2026-12-31"' in str(form[field_name(field)])

    def test_what_is_no_date_is_shown_again_as_text(self, client: Client, run: AskRun, subject: Any) -> None:
        field = add_field(subject, kind=FieldKind.DATE)

        form = send_with(client, run, field, "eind maart").context["form"]

        assert 'type="text"' in str(form[field_name(field)])
        assert 'value="eind maart"' in str(form[field_name(field)])


def test_english_pages_show_the_english_label_and_keep_the_own_one(
    client: Client, run: AskRun, subject: Any, english: Any
) -> None:
    field = add_field(subject, label_en="Case number", is_required=True)

    form = client.post("/en/vraag-stellen/gegevens/", details(run, subject=subject.pk)).context["form"]
    send_with(client, run, field, "Z-1", prefix="/en")

    assert ([each.label for each in form.detail_fields], kept()) == (["Case number"], [("Zaaknummer", "Z-1")])


def test_what_was_filled_in_keeps_the_label_of_that_day(client: Client, run: AskRun, subject: Any) -> None:
    field = add_field(subject)
    send_with(client, run, field, "Z-1")

    field.delete()

    assert kept() == [("Zaaknummer", "Z-1")]
