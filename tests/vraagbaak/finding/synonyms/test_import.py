"""A list of synonyms is taken over as a whole, or says line by line why not."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from vraagbaak.finding.synonyms.actions import import_synonyms
from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.reading import BadLine, decoded, read_lines


def take(text: str, *, user: Any = None, **how: bool) -> Any:
    lines = read_lines(text, direction=Direction.TWO_WAY, language="nl")
    return import_synonyms(lines=lines, user=user, **how)


def stored() -> list[tuple[str, str, str, str]]:
    rows = Synonym.objects.order_by("pk")
    return list(rows.values_list("written", "means", "direction", "language"))


ROZE = ("roze pasje", "rijbewijs", "two-way", "nl")


@pytest.mark.parametrize(
    "text",
    [
        "roze pasje;rijbewijs",
        "roze pasje;rijbewijs;two-way;nl",
        "roze pasje\trijbewijs\tbeide kanten op\tNL",
        "roze pasje,rijbewijs,↔,nl",
        '"roze pasje";"rijbewijs"\r\n\r\n',
        "written;means;direction;language\nroze pasje;rijbewijs;two-way;nl",
        "Taal;Betekent;Geschreven\nnl;rijbewijs;“roze  pasje”",
        "\n\n  \nroze pasje;rijbewijs;;",
    ],
)
def test_list_is_read_as_spreadsheets_and_people_write_it(db: None, text: str) -> None:
    take(text)

    assert stored() == [ROZE]


def test_alternatives_stay_on_one_line(db: None) -> None:
    take('"auto, wagen",voertuig,one-way')

    assert stored() == [("auto, wagen", "voertuig", "one-way", "nl")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_file_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decoded("coördinator;café".encode(encoding)) == "coördinator;café"


BAD_LINES = [
    ("roze pasje", "What it also means is missing."),
    ("roze pasje;", "What it also means is missing."),
    (";rijbewijs", "What people type is missing."),
    ("roze pasje;??", "“??” holds no word to search for."),
    ("pas;passen", "“passen” is the same as “pas” to the search: a word cannot mean itself."),
    ("roze pasje;rijbewijs;heen", "“heen” is no direction; write one-way or two-way."),
    ("roze pasje;rijbewijs;;xx", "“xx” is not a language of this site (nl, en, de, fr)."),
    (
        "roze pasje;rijbewijs;;nl;meer",
        "There are 5 fields; at most 4 fit. Put a field that holds the separator in quotes.",
    ),
    ("goed;best\ngoed;best", "“goed” already means “best”: line 2."),
    ("goed;best\nBest;goed;one-way", "“Best” already means “goed”: line 2."),
]


@pytest.mark.parametrize(("text", "reason"), BAD_LINES)
def test_bad_line_says_why_and_nothing_is_changed(db: None, text: str, reason: str) -> None:
    result = take(f"paspoort;reisdocument\n{text}")

    assert result.bad == [BadLine(text.count("\n") + 2, reason)]
    assert stored() == []


def test_loop_over_several_lines_is_no_mistake(db: None) -> None:
    take("a1;b1;one-way\nb1;a1;one-way\nb1;c1;one-way\nc1;a1;one-way")

    assert [synonym.pairs for synonym in Synonym.objects.order_by("pk")] == [
        [("a1", "b1")],
        [("b1", "a1")],
        [("b1", "c1")],
        [("c1", "a1")],
    ]


def test_partly_takes_the_good_lines_and_says_which_were_left_out(db: None) -> None:
    result = take("roze pasje;rijbewijs\n;leeg", partly=True)

    assert stored() == [ROZE]
    assert result.bad == [BadLine(2, "What people type is missing.")]


def test_same_list_twice_adds_nothing(db: None) -> None:
    take("roze pasje;rijbewijs")
    result = take("roze pasje;rijbewijs")

    assert (len(result.created), result.unchanged, result.bad) == (0, 1, [])


def test_line_that_says_what_is_there_already_names_the_other(synonym: Callable[..., Synonym]) -> None:
    synonym("auto, wagen", "voertuig")

    result = take("Wagen;voertuigen;one-way")

    assert result.bad == [BadLine(1, "“Wagen” already means “voertuigen”: auto, wagen → voertuig.")]


def test_replacing_keeps_the_list_and_deletes_the_rest_of_its_languages(
    synonym: Callable[..., Synonym],
) -> None:
    kept = synonym("roze pasje", "rijbewijs", Direction.TWO_WAY)
    synonym("oud", "bejaard")
    english = synonym("old", "elderly", language="en")

    result = take("roze pasje;rijbewijs\nauto;voertuig", replace=True)

    assert (len(result.created), result.unchanged, len(result.removed)) == (1, 1, 1)
    assert set(Synonym.objects.values_list("pk", flat=True)) >= {kept.pk, english.pk}
    assert [row[0] for row in stored()] == ["roze pasje", "old", "auto"]


def test_list_that_replaces_is_never_taken_partly(db: None) -> None:
    with pytest.raises(ValueError, match="as a whole"):
        take("a1;b1", replace=True, partly=True)


def test_history_tells_who_added_and_deleted(editor: Any, synonym: Callable[..., Synonym]) -> None:
    old = synonym("oud", "bejaard")

    take("roze pasje;rijbewijs", user=editor, replace=True)

    new = Synonym.objects.get()
    entries = ModelLogEntry.objects.order_by("pk").values_list(
        "object_id", "label", "action", "user", "deleted"
    )
    assert list(entries) == [
        (str(old.pk), "oud → bejaard", "wagtail.delete", editor.pk, True),
        (str(new.pk), "roze pasje ↔ rijbewijs", "wagtail.create", editor.pk, False),
    ]


def test_ten_thousand_lines_take_seconds_and_few_queries(db: None) -> None:
    text = "\n".join(f"getypt{number};bedoeld{number};one-way;nl" for number in range(10_000))

    began = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        result = take(text)

    assert (len(result.created), result.bad) == (10_000, [])
    assert len(queries) < 200
    assert time.monotonic() - began < 20
