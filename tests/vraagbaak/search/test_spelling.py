"""Typos and phonetic spellings in a search."""

import pytest

from tests.vraagbaak.search.books import Find, Put
from vraagbaak.search.lexicon import lexicon
from vraagbaak.search.spelling import MAX_CORRECTIONS, corrections
from vraagbaak.search.store import Store

TITLES = (
    "Paspoort",
    "Verhuizing",
    "Belastingaangifte",
    "Geboorteakte",
    "Identiteitsbewijs",
    "Vergunning",
    "Huwelijk",
)


def corrected(store: Store, written: str, language: str = "nl") -> list[str]:
    with store.snapshot() as snapshot:
        return [found.form.written for found in corrections(written, lexicon(snapshot, language))]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("pasport", 1),  # a letter less
        ("paspoorrt", 1),  # more
        ("passpoort", 1),
        ("paspoert", 1),  # other
        ("pasporot", 1),  # swapped
        ("apspoort", 1),
        ("vehuizing", 2),
        ("belastingaangfite", 3),
        ("gebortakte", 4),  # two typos in a long word
        ("identitietsbewjis", 5),
        ("PASPORT", 1),
    ],
)
def test_a_typo_still_finds_the_page(put_titles: Put, find: Find, typed: str, key: int) -> None:
    put_titles(*TITLES)

    assert find(typed, "or") == [key]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("verhuising", 2),
        ("ferhuizing", 2),
        ("verhuijzing", 2),
        ("idendideitsbewijs", 5),
        ("identiteitsbeweis", 5),
        ("huwelik", 7),
        ("huweleik", 7),
        ("paspoord", 1),
        ("verchunning", 6),
    ],
)
def test_a_word_written_by_ear_still_finds_the_page(
    put_titles: Put, find: Find, typed: str, key: int
) -> None:
    put_titles(*TITLES)

    assert find(typed, "or") == [key]


@pytest.mark.parametrize(
    ("language", "right", "typed"),
    [
        ("de", "Führerschein", "Fuehrerschein"),
        ("de", "Straße", "Strase"),
        ("en", "Licence", "Lisence"),
        ("en", "Neighbour", "Nieghbor"),
        ("fr", "Mariage", "Mariaje"),
        ("fr", "Bureau", "Buro"),
    ],
)
def test_other_languages_have_typos_too(put: Put, find: Find, language: str, right: str, typed: str) -> None:
    put(1, right, language=language)
    put(2, "Qqqqqqqq", language=language)

    assert find(typed, "or") == [1]


@pytest.mark.parametrize("typed", ["pas", "pat", "w4", "w-4", "p4spoort", "2027", "paspoort4", "paspoort-x9"])
def test_codes_and_the_shortest_words_are_left_alone(put_titles: Put, store: Store, typed: str) -> None:
    put_titles("Paspoort pass W-5 2026")

    assert corrected(store, typed) == []


def test_a_word_that_the_index_knows_is_not_a_slip(put_titles: Put, find: Find) -> None:
    put_titles("Huren van een woning", "Huur betalen", "Duren")

    assert find("duren", "or") == [3]


def test_all_words_are_needed_as_they_are_typed_unless_asked_otherwise(put_titles: Put, find: Find) -> None:
    put_titles("Paspoort")

    assert (find("pasport", "and"), find("pasport", "or")) == ([], [1])


def test_the_likeliest_comes_first(put_titles: Put, store: Store) -> None:
    put_titles("Kaart", "Kaars", "Kaars branden", "Kaarten")

    assert corrected(store, "kaarr") == ["kaars", "kaart"]


def test_a_typo_in_the_first_letter_is_less_likely_than_in_another(put_titles: Put, store: Store) -> None:
    put_titles("Kosten", "Posten")

    assert corrected(store, "kksten") == ["kosten"]
    assert corrected(store, "poxten") == ["posten"]
    assert corrected(store, "rosten") == ["kosten", "posten"]


def test_forms_of_one_word_are_offered_once(put_titles: Put, store: Store) -> None:
    put_titles("Paspoort", "Paspoorten", "Paspoort paspoorten")

    assert len(corrected(store, "pasport")) == 1


def test_there_are_few_corrections(put_titles: Put, store: Store) -> None:
    put_titles(*(f"boe{letter}en" for letter in "abcdfghijklmnpqrstuvwxyz"))

    assert len(corrected(store, "boexxen")) <= MAX_CORRECTIONS
    assert len(corrected(store, "boeoen")) == MAX_CORRECTIONS


def test_a_word_like_no_other_is_left_alone(put_titles: Put, store: Store, find: Find) -> None:
    put_titles(*TITLES)

    assert (corrected(store, "qwertyuiop"), find("qwertyuiop", "or")) == ([], [])


def test_a_word_that_is_gone_from_the_index_is_not_offered(put: Put, store: Store) -> None:
    put(1, "Paspoort")
    put(2, "Verhuizing")
    store.write(drop=["library.book:1"])
    put(3, "Belasting")
    put(4, "Belasting")

    assert corrected(store, "pasport") == []
