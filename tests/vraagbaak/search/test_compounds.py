"""Compounds, both ways, learned from what the index holds."""

import pytest

from tests.vraagbaak.search.books import Find, Put
from vraagbaak.search.compounds import parts_of
from vraagbaak.search.lexicon import lexicon
from vraagbaak.search.store import Store


def split(store: Store, written: str, language: str = "nl") -> list[str]:
    with store.snapshot() as snapshot:
        return [part.written for part in parts_of(written, lexicon(snapshot, language))]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("paspoortaanvraag", "Aanvraag paspoort"),
        ("paspoortaanvraag", "Paspoort: de aanvraag"),
        ("rij bewijs", "Rijbewijs"),
        ("huur toeslag", "Huurtoeslag"),
        ("geboorte akte", "Geboorteakte"),
        ("verhuizing bedrijf", "Bedrijfsverhuizing"),
        ("hond belasting", "Hondenbelasting"),
    ],
)
def test_a_compound_and_its_parts_find_one_another(put: Put, find: Find, asked: str, title: str) -> None:
    put(1, title)
    put(
        2, "Vergunning aanvragen", body="Bewijs van een bedrijf, belasting, aanvraag van een akte en toeslag."
    )
    put(3, "Hond gevonden", body="Bewoners, huur, geboorte, paspoort, verhuizing en rij.")
    put(4, "Afval scheiden")

    assert find(asked, "or")[0] == 1


@pytest.mark.parametrize("asked", ["parkeervergunning bewoners", "bewoners parkeervergunning"])
def test_a_compound_of_both_words_comes_before_either_of_them(
    put_titles: Put, find: Find, asked: str
) -> None:
    put_titles("Parkeervergunning", "Bewoners", "Bewonersparkeervergunning")

    assert find(asked, "or")[0] == 3


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Führerscheinantrag", "Antrag auf einen Führerschein"),
        ("Parkausweis Bewohner", "Bewohnerparkausweis"),
        ("Wohnungs Geberbestätigung", "Wohnungsgeberbestätigung"),
    ],
)
def test_german_writes_compounds_too(put: Put, find: Find, asked: str, title: str) -> None:
    put(1, title, language="de")
    put(2, "Abfall trennen", body="Ein Parkausweis und die Bewohner", language="de")

    assert find(asked, "or")[0] == 1


def test_all_the_parts_of_a_compound_must_be_there(put: Put, find: Find) -> None:
    put(1, "Paspoort kwijt")
    put(2, "Aanvraag toeslag")
    put(3, "Aanvraag paspoort")

    assert find("paspoortaanvraag", "or") == [3]


def test_the_whole_compound_comes_before_its_parts(put: Put, find: Find) -> None:
    put(1, "Paspoortaanvraag")
    put(2, "Aanvraag paspoort")

    assert find("paspoortaanvraag", "or") == [1, 2]


def test_a_word_comes_before_the_compounds_that_hold_it(put: Put, find: Find) -> None:
    put(1, "Bewonersparkeervergunning")
    put(2, "Parkeervergunning")

    assert find("parkeervergunning", "or")[0] == 2


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("paspoortaanvraag", ["paspoort", "aanvraag"]),
        ("bewonersvergunning", ["bewoner", "vergunning"]),
        ("hondenbelasting", ["hond", "belasting"]),
        ("zorgtoeslag", ["zorg", "toeslag"]),
    ],
)
def test_a_compound_is_split_at_the_words_that_are_known(
    put: Put, store: Store, written: str, parts: list[str]
) -> None:
    put(1, "Paspoort aanvraag bewoner vergunning hond belasting zorg toeslag")

    assert split(store, written) == parts


@pytest.mark.parametrize(
    "written",
    [
        "verhuizen",  # an affix and a word
        "ontvangen",
        "aanvragen",
        "vergunningheid",
        "hoezovoor",  # stop words
        "welkeuw",
        "qwertypaspoort",  # half unknown
        "paspoortqwerty",
        "paspoorten",  # a form of a word
        "ideaal",  # too short
        "paspoort4aanvraag",  # a code
        "paspoort-aanvraag",
    ],
)
def test_a_word_whose_parts_are_no_words_is_left_whole(put: Put, store: Store, written: str) -> None:
    put(
        1,
        "Paspoort aanvraag huizen vangen vragen vergunning",
        body="hoe zo voor welke uw ver ont aan heid en",
    )
    put(2, "hoe zo voor welke uw ver ont aan heid en paspoort")

    assert split(store, written) == []


def test_a_part_of_three_letters_must_be_seen_more_than_once(put: Put, store: Store) -> None:
    put(1, "Wet toepassing")
    before = split(store, "wettoepassing")
    put(2, "Een wet")

    assert (before, split(store, "wettoepassing")) == ([], ["wet", "toepassing"])


@pytest.mark.parametrize("language", ["en", "fr", "plain"])
def test_languages_that_put_spaces_between_words_have_no_compounds(
    put: Put, store: Store, find: Find, language: str
) -> None:
    put(1, "Paspoort aanvraag", language=language)
    put(2, "Paspoortaanvragen", language=language)

    assert split(store, "paspoortaanvraag", language) == []
    assert find("paspoort", "or") == [1]


@pytest.mark.parametrize("title", ["Vergunningaanvraag", "Parkeervergunningen", "Vergunningsvrij"])
def test_a_word_whose_stem_is_much_shorter_finds_its_compounds(put: Put, find: Find, title: str) -> None:
    put(1, title)
    put(2, "Parkeer uw auto vrij", body="Aanvraag")

    assert find("vergunning", "or") == [1]


def test_letters_inside_another_word_are_not_a_compound(put: Put, find: Find) -> None:
    put(1, "Kantoor in de transport")  # holds "port", "kant" and "oor"
    put(2, "Port betalen")

    assert find("port", "or") == [2]


def test_a_compound_is_learned_from_a_page_that_came_later(put: Put, find: Find) -> None:
    put(1, "Aanvraag")
    before = find("paspoortaanvraag", "or")
    put(2, "Aanvraag paspoort")

    assert (before, find("paspoortaanvraag", "or")) == ([], [2])
