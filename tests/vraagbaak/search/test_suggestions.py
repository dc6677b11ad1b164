"""What is suggested while somebody types."""

import pytest

from tests.vraagbaak.search.books import Find, Put, book_of, where
from vraagbaak.search.store import Store

TITLES = (
    "Paspoort aanvragen",
    "Paspoort kwijt",
    "Parkeervergunning aanvragen",
    "Afval scheiden",
    "Rijbewijs verlengen",
    "Passend onderwijs",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("p", [1, 2]),
        ("pasp", [1, 2]),
        ("paspoort", [1, 2]),
        ("paspoort a", [1]),
        ("aanv", [1]),
        ("pasp aanvragen", []),
        ("paspoort ", [1, 2]),
        ("w", [3]),
        ("w-", [3]),
        ("w-4", [3]),
        ("w4", [3]),
        ("Áánv", [1]),
        ("?", []),
    ],
)
def test_suggestions_complete_the_last_word(put: Put, suggest: Find, typed: str, found: list[int]) -> None:
    put(1, "Paspoort aanvragen")
    put(2, "Paspoort kwijt")
    put(3, "Formulier W-4B")

    assert sorted(suggest(typed, "and")) == found


def test_the_shorter_way_to_finish_a_word_comes_first(put: Put, suggest: Find) -> None:
    put(1, "Paspoortfoto")
    put(2, "Paspoort")

    assert suggest("paspoort") == [2, 1]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("pas", {1, 2, 6}),
        ("pasp", {1, 2}),
        ("paspoort aanv", {1, 2, 3}),
        ("aanvragen pasp", {1, 2, 3}),
        ("hoe kan ik afv", {4}),
        ("RIJB", {5}),
        ("rijbewijs", {5}),
        ("rijbewijs ", {5}),
        ("scheiden van afva", {4}),
        ("xyz", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_the_last_word_is_a_beginning_and_the_others_are_whole(
    put_titles: Put, suggest: Find, typed: str, keys: set[int]
) -> None:
    put_titles(*TITLES)

    assert set(suggest(typed)) == keys


def test_what_has_all_the_words_comes_first(put_titles: Put, suggest: Find) -> None:
    put_titles(*TITLES)

    assert suggest("paspoort aanv")[0] == suggest("aanvragen pasp")[0] == 1


def test_a_word_before_the_last_is_no_beginning(put_titles: Put, suggest: Find) -> None:
    put_titles(*TITLES)

    assert suggest("park sche") == [4]


@pytest.mark.parametrize("typed", ["pasport", "paspp", "apspo", "pasproot"])
def test_from_five_characters_a_typo_is_forgiven(put_titles: Put, suggest: Find, typed: str) -> None:
    put_titles(*TITLES)

    assert set(suggest(typed)[:2]) == {1, 2}


@pytest.mark.parametrize("typed", ["psa", "pxsp", "apsp", "afvl"])
def test_below_five_characters_no_typo_is_forgiven_in_a_beginning(
    put_titles: Put, suggest: Find, typed: str
) -> None:
    put_titles("Paspoort aanvragen", "Parkeervergunning", "Afvalkalender")

    assert suggest(typed) == []


def test_a_word_before_the_last_may_be_mistyped_too(put_titles: Put, suggest: Find) -> None:
    put_titles(*TITLES)

    assert suggest("pasport aanv")[0] == 1


def test_a_page_is_suggested_once(store: Store, suggest: Find) -> None:
    paspoort = book_of(1, ("title", "Paspoort paspoorten", 2.0), ("alternatives", "Paspoort en pas", 1.5))
    paspoort.prefixes = [("title", "Paspoort paspoorten", 1.0), ("alternatives", "Paspoort en pas", 1.0)]
    store.write([paspoort])

    assert (suggest("pasp"), suggest("pas paspoort p"), suggest("paspoort")) == ([1], [1], [1])


def test_suggestions_keep_to_the_filter(put: Put, suggest: Find) -> None:
    put(1, "Paspoort", live=True)
    put(2, "Paspoort in concept", live=False)

    assert suggest("paspo", filter=where("live", True)) == [1]


def test_suggestions_come_from_every_language(put: Put, suggest: Find) -> None:
    put(1, "Paspoort", language="nl")
    put(2, "Passport", language="en")
    put(3, "Passeport", language="fr")

    assert sorted(suggest("pass")) == [2, 3]


def test_a_beginning_is_found_in_the_last_commit_and_in_those_before(put: Put, suggest: Find) -> None:
    for key in range(1, 6):
        put(key, f"Paspoort {key}")

    assert sorted(suggest("pasp")) == [1, 2, 3, 4, 5]
