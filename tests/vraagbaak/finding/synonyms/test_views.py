"""Editors keep the synonyms in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from tests.factories import UserFactory
from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.knowledge.audiences.choices import GroupName

LINE = {"written": "roze pasje", "means": "rijbewijs", "direction": "two-way", "language": "nl"}
LIST = {"language": "nl", "direction": "two-way", "method": "add"}


@pytest.fixture
def as_editor(client: Client, editor: Any) -> Client:
    """An editor who reads English."""
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(editor)
    return client


@pytest.mark.parametrize("name", GroupName.publishers())
def test_who_keeps_the_knowledge_keeps_its_synonyms(client: Client, db: None, name: GroupName) -> None:
    client.force_login(UserFactory(group=name))

    response = client.post(reverse("synonyms:add"), LINE)

    assert (response.status_code, response.url) == (302, reverse("synonyms:index"))
    assert Synonym.objects.get().pairs == [("roze pasje", "rijbewijs"), ("rijbewijs", "roze pasje")]


@pytest.mark.parametrize("name", ["index", "add", "import", "export"])
def test_agent_is_sent_away(client: Client, agent: Any, name: str) -> None:
    client.force_login(agent)

    response = client.get(reverse(f"synonyms:{name}"))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("name", ["index", "add", "import", "export"])
def test_stranger_is_asked_to_log_in(client: Client, db: None, name: str) -> None:
    response = client.get(reverse(f"synonyms:{name}"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_new_synonym_begins_with_what_a_report_gives_along(as_editor: Client) -> None:
    response = as_editor.get(reverse("synonyms:add"), {"written": "roze pasje", "language": "en"})

    form = response.context["form"]
    assert (form["written"].value(), form["language"].value()) == ("roze pasje", "en")


@pytest.mark.parametrize("language", ["", "xx", "\0", "n" * 300])
def test_unknown_language_gives_the_first_one(as_editor: Client, language: str) -> None:
    response = as_editor.get(reverse("synonyms:add"), {"written": "a" * 5000, "language": language})

    form = response.context["form"]
    assert (len(form["written"].value()), form["language"].value()) == (255, "nl")


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"written": ""}, {"written": ["This field is required."]}),
        ({"means": "  "}, {"means": ["This field is required."]}),
        ({"means": "?"}, {"means": ["“?” holds no word to search for."]}),
        (
            {"means": "Roze pasjes"},
            {
                "means": [
                    "“Roze pasjes” is the same as “roze pasje” to the search: a word cannot mean itself."
                ]
            },
        ),
        (
            {"language": "xx"},
            {"language": ["Select a valid choice. xx is not one of the available choices."]},
        ),
    ],
)
def test_form_says_what_is_wrong(
    as_editor: Client, change: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = as_editor.post(reverse("synonyms:add"), {**LINE, **change})

    with translation.override("en"):
        assert response.context["form"].errors == errors
    assert Synonym.objects.count() == 0


def test_what_is_there_already_is_refused_with_its_place(
    as_editor: Client, synonym: Callable[..., Synonym]
) -> None:
    synonym("rijbewijs", "roze pasje, roze kaart")

    response = as_editor.post(reverse("synonyms:add"), LINE)

    assert response.context["form"].errors == {
        "written": ["“rijbewijs” already means “roze pasje”: rijbewijs → roze pasje, roze kaart."]
    }


def test_same_words_in_another_language_are_another_synonym(
    as_editor: Client, synonym: Callable[..., Synonym]
) -> None:
    synonym("roze pasje", "rijbewijs", Direction.TWO_WAY, language="de")

    response = as_editor.post(reverse("synonyms:add"), LINE)

    assert response.status_code == 302


def test_synonym_is_changed_without_being_its_own_double(
    as_editor: Client, synonym: Callable[..., Synonym]
) -> None:
    made = synonym("roze pasje", "rijbewijs")

    as_editor.post(reverse("synonyms:edit", args=[made.pk]), {**LINE, "written": "Roze pasje, roze kaart"})

    made.refresh_from_db()
    assert made.line == ("Roze pasje, roze kaart", "rijbewijs", "two-way")


@pytest.mark.parametrize("name", ["edit", "inspect", "history", "delete"])
def test_each_screen_of_a_synonym_shows_its_words(
    as_editor: Client, synonym: Callable[..., Synonym], name: str
) -> None:
    made = synonym("roze pasje", "rijbewijs")

    response = as_editor.get(reverse(f"synonyms:{name}", args=[made.pk]))

    assert "roze pasje" in response.content.decode()


def test_history_tells_of_a_change(as_editor: Client, editor: Any, synonym: Callable[..., Synonym]) -> None:
    made = synonym("roze pasje", "rijbewijs")
    as_editor.post(reverse("synonyms:edit", args=[made.pk]), LINE)

    response = as_editor.get(reverse("synonyms:history", args=[made.pk]))

    assert [(entry.action, entry.user) for entry in response.context["object_list"]] == [
        ("wagtail.edit", editor)
    ]


def test_synonym_is_deleted(as_editor: Client, synonym: Callable[..., Synonym]) -> None:
    made = synonym("roze pasje", "rijbewijs")

    as_editor.post(reverse("synonyms:delete", args=[made.pk]))

    assert Synonym.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"q": "pasje"}, ["roze pasje"]), ({"language": "en"}, ["id"]), ({"direction": "two-way"}, ["oud"])],
)
def test_list_is_searched_and_filtered(
    as_editor: Client, synonym: Callable[..., Synonym], asked: dict[str, str], found: list[str]
) -> None:
    synonym("roze pasje", "rijbewijs")
    synonym("id", "identity card", language="en")
    synonym("oud", "bejaard", Direction.TWO_WAY)

    response = as_editor.get(reverse("synonyms:index"), asked)

    assert [each.written for each in response.context["object_list"]] == found


def test_list_costs_the_same_with_1_and_20(as_editor: Client, synonym: Callable[..., Synonym]) -> None:
    synonym("woord", "betekenis")
    as_editor.get(reverse("synonyms:index"))
    with CaptureQueriesContext(connection) as with_one:
        as_editor.get(reverse("synonyms:index"))
    for number in range(19):
        synonym(f"woord{number}", f"betekenis{number}")
    with CaptureQueriesContext(connection) as with_many:
        as_editor.get(reverse("synonyms:index"))

    assert len(with_one) == len(with_many)


def test_export_is_what_the_import_takes(as_editor: Client, synonym: Callable[..., Synonym]) -> None:
    synonym("roze pasje, roze kaart", "rijbewijs", Direction.TWO_WAY)
    synonym("id", "identity card", language="en")
    before = set(Synonym.objects.values_list("written", "means", "direction", "language"))

    exported = b"".join(as_editor.get(reverse("synonyms:export")).streaming_content)
    Synonym.objects.all().delete()
    file = SimpleUploadedFile("synoniemen.csv", exported)
    response = as_editor.post(reverse("synonyms:import"), {**LIST, "file": file})

    assert response.status_code == 302
    assert set(Synonym.objects.values_list("written", "means", "direction", "language")) == before


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1"])
def test_export_holds_no_formula(as_editor: Client, synonym: Callable[..., Synonym], formula: str) -> None:
    synonym(formula, "som")
    lines = b"".join(as_editor.get(reverse("synonyms:export")).streaming_content).decode().splitlines()
    assert lines[1].startswith("'")


def test_pasted_list_with_a_bad_line_changes_nothing_and_says_so(as_editor: Client) -> None:
    text = "roze pasje;rijbewijs\nfiets;fiets"

    response = as_editor.post(reverse("synonyms:import"), {**LIST, "text": text})

    screen = response.content.decode()
    assert response.context["sentence"] == "Nothing was changed, because 1 line is wrong."
    assert "line 2: “fiets” is the same as “fiets”" in screen
    assert "roze pasje;rijbewijs" in screen
    assert Synonym.objects.count() == 0


def test_list_with_bad_lines_is_taken_partly_when_asked(as_editor: Client) -> None:
    text = "roze pasje;rijbewijs\nfiets;fiets"

    response = as_editor.post(reverse("synonyms:import"), {**LIST, "text": text, "method": "partly"})

    assert response.context["sentence"] == "1 added, 0 were there already, 0 deleted, 1 left out."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "There is no line in this list."),
        ({"text": " \n "}, "There is no line in this list."),
        ({"text": "written;means"}, "There is no line in this list."),
        ({"text": "a1;b1\n" * 10_001}, "This list has 10001 lines; at most 10000 are taken at a time."),
        ({"text": "a1;b1", "file": "a1;b1"}, "Choose a file or paste a list, not both."),
    ],
)
def test_list_that_cannot_be_taken_says_why(as_editor: Client, given: dict[str, Any], sentence: str) -> None:
    if "file" in given:
        given = {**given, "file": SimpleUploadedFile("lijst.csv", given["file"].encode())}

    response = as_editor.post(reverse("synonyms:import"), {**LIST, **given})

    with translation.override("en"):
        assert response.context["form"].non_field_errors() == [sentence]


def test_replacing_needs_the_right_to_delete(
    as_editor: Client, editor: Any, synonym: Callable[..., Synonym]
) -> None:
    synonym("oud", "bejaard")
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="delete_synonym"))

    response = as_editor.post(reverse("synonyms:import"), {**LIST, "text": "a1;b1", "method": "replace"})

    with translation.override("en"):
        assert response.context["form"].errors == {"method": ["You may add synonyms, but not delete them."]}
    assert [each.written for each in Synonym.objects.all()] == ["oud"]
