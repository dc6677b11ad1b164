""" "Did you mean": only where something is wrong, and only in words of what the asker may see."""

import pytest

from tests.vraagbaak.search.books import Find, Put, where
from vraagbaak.search.store import Store

SHOWN = where("live", True)


@pytest.fixture(autouse=True)
def _library(put: Put) -> None:
    put(1, "Paspoort aanvragen", body="Wat kost een paspoort voor een kind", live=True)
    put(2, "Verhuizing doorgeven", live=True)
    put(3, "Reorganisatie van Jansen", live=False)
    put(4, "Rijbewijs verlengen", live=True)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("pasport", "paspoort"),
        ("pasport aanvragen", "paspoort aanvragen"),
        ("wat kost een pasport?", "wat kost een paspoort?"),
        ("pasport  of  verhuzing", "paspoort  of  verhuizing"),
        ("PASPORT AANVRAGEN", "paspoort AANVRAGEN"),
        ("Pasport aanvragen", "paspoort aanvragen"),
        ("verhuzing", "verhuizing"),
    ],
)
def test_the_words_that_are_wrong_are_put_right(meant: Find, typed: str, better: str) -> None:
    assert meant(typed, shown=SHOWN) == better


@pytest.mark.parametrize(
    "typed",
    [
        "paspoort aanvragen",
        "paspoorten",  # another form
        "aanvraagt",
        "kinderpaspoort",  # a compound of words that are shown
        "rij bewijs",
        "w-4",
        "p4spoort",
        "2026",
        "",
        "???",
        "qwertyuiop",
        "hoe vraag ik",
        "kan Jansem een paspoort",  # a name
        "mijn Pasport",
        "\x00",
        "护照",
        "جواز",
        "'; DROP TABLE pages; --",
    ],
)
def test_what_may_stand_is_left_alone(meant: Find, typed: str) -> None:
    assert meant(typed, shown=SHOWN) is None


@pytest.mark.parametrize("typed", ["reorganisati", "reorganizatie", "jansem", "jansn"])
def test_a_word_of_a_hidden_page_is_never_offered(meant: Find, typed: str) -> None:
    everyone = where("live", False)

    assert (meant(typed, shown=SHOWN), bool(meant(typed, shown=everyone))) == (None, True)


def test_a_word_that_only_a_hidden_page_has_is_a_typo_for_others(put: Put, meant: Find) -> None:
    put(5, "Paspoord", live=False)

    assert meant("paspoord", shown=SHOWN) == "paspoort"


def test_a_word_of_a_deleted_page_is_not_offered(store: Store, meant: Find) -> None:
    store.write(drop=["library.book:1"])

    assert meant("pasport", shown=SHOWN) is None


def test_the_language_that_is_read_is_looked_in(put: Put, meant: Find) -> None:
    put(6, "Driving licence", language="en", live=True, locale="en")

    assert (meant("lisence", shown=where("locale", "en")), meant("lisence", shown=where("locale", "nl"))) == (
        "licence",
        None,
    )


def test_a_word_that_editors_explained_needs_no_correction(meant: Find) -> None:
    assert meant("paspas", shown=SHOWN, synonyms=(("paspas", "paspoort"),)) is None


def test_nothing_is_offered_where_nothing_is_shown(meant: Find) -> None:
    assert meant("pasport", shown=where("live", "nobody")) is None
