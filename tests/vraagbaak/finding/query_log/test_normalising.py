"""Which queries are the same, and which are not kept."""

import pytest

from vraagbaak.finding.query_log.normalising import is_query, kept_text, normalised


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("Paspoort  aanvragen", "paspoort aanvragen"),
        ("  paspoort aanvragen?! ", "paspoort aanvragen"),
        ("“paspoort\taanvragen”", "paspoort aanvragen"),
        ("paspoort\u200b aanvragen\u00ad", "paspoort aanvragen"),
        ("pas\0poort", "pas poort"),
        ("ＰＡＳＰＯＯＲＴ", "paspoort"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("e-mail, w-4 en artikel 7:225", "e-mail, w-4 en artikel 7:225"),
        ("belasting 2025 2026", "belasting 2025 2026"),
        ("schooljaar 2025-2026", "schooljaar 2025-2026"),
        ("pensioen na 45 jaar", "pensioen na 45 jaar"),
        ("מה עולה דרכון", "מה עולה דרכון"),
        ("' OR 1=1 --", "or 1=1"),
        ("((((", ""),
        ("", ""),
    ],
)
def test_what_is_the_same_to_a_reader_is_kept_in_one_form(query: str, kept: str) -> None:
    assert kept_text(query) == kept


@pytest.mark.parametrize(
    "query",
    [
        "antwoord aan fatima@post.example",
        "bel mij op 06 12345678",
        "telefoon 0119-555010",
        "+31 6 1234 5678",
        "NL91 ABNA 0417 1643 00",
        "bsn 111222333",
        "bsn 123456789",
        "zaak 2026012345",
        "geboren 3-11-1980",
        "geboren op 1980-11-03",
        "kerkstraat 12 4331 AB",
        "afval 4331ab 12",
        "ik zoek 12.345.67",
        "a" * 101,
        " ".join(["woord"] * 16),
    ],
)
def test_what_may_tell_who_searched_or_is_a_story_is_not_kept(query: str) -> None:
    assert kept_text(query) == ""


@pytest.mark.parametrize(
    ("query", "is_one"), [("ab", True), ("w4", True), ("a", False), ("?!", False), ("\0", False), ("", False)]
)
def test_a_sign_is_no_search(query: str, is_one: bool) -> None:
    assert is_query(query) == is_one


@pytest.mark.parametrize("query", ["Paspoort?", "paspoort", " PASPOORT ", "«paspoort»"])
def test_normalising_twice_changes_nothing(query: str) -> None:
    assert normalised(normalised(query)) == normalised(query) == "paspoort"
