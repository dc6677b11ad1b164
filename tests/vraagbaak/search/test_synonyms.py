"""Synonyms as a project gives them: pairs of what is typed and what it also means."""

import pytest

from tests.vraagbaak.search.books import Find, Put, searching
from vraagbaak.search.ranking import rank
from vraagbaak.search.store import Store
from vraagbaak.search.synonyms import MAX_MEANINGS, MAX_SIDE_WORDS, Meaning, Synonyms, SynonymSource

PINK = (("roze pasje", "rijbewijs"), ("rijbewijs", "roze pasje"))


def test_a_synonym_finds_what_it_means(put: Put, find: Find) -> None:
    put(1, "Identiteitskaart")

    assert (find("ID"), find("ID", synonyms=(("id", "identiteitskaart"),))) == ([], [1])


def test_a_synonym_works_one_way(put: Put, find: Find) -> None:
    put(1, "Auto")
    put(2, "Voertuig")
    pairs = (("auto", "voertuig"),)

    assert (find("auto", synonyms=pairs), find("voertuig", synonyms=pairs)) == ([1, 2], [2])


@pytest.mark.parametrize("operator", ["and", "or"])
@pytest.mark.parametrize(
    ("asked", "first"), [("roze pasje kwijt", 1), ("ben roze pasje kwijt", 1), ("rijbewijs verlopen", 2)]
)
def test_a_synonym_may_have_several_words(
    put: Put, find: Find, asked: str, first: int, operator: str
) -> None:
    put(1, "Rijbewijs kwijt")
    put(2, "Roze pasje verlopen")
    put(3, "Roze bril")

    assert find(asked, operator, synonyms=PINK)[0] == first


def test_of_a_synonym_of_several_words_all_must_be_there(put: Put, find: Find) -> None:
    put(1, "Roze bril")
    put(2, "Roze pasje")

    assert find("rijbewijs", "or", synonyms=PINK) == [2]


def test_what_was_typed_comes_before_what_it_also_means(put: Put, find: Find) -> None:
    put(1, "Voertuig")
    put(2, "Auto")
    put(3, "Fiets")

    assert find("auto", "or", synonyms=(("auto", "voertuig"),)) == [2, 1]


def test_forms_case_and_accents_do_not_matter(put: Put, find: Find) -> None:
    put(1, "Voertuigen")

    assert find("DÉ AUTO’S", synonyms=(("auto", "Voertuig"),)) == [1]


def test_stop_words_may_stand_in_a_synonym(put: Put, find: Find) -> None:
    put(1, "Burgerservicenummer")
    put(2, "Uit de boot vallen")

    assert find("wat is het", "or", synonyms=(("wat is het", "burgerservicenummer"),))[0] == 1
    assert find("burgerservicenummer", "or", synonyms=(("burgerservicenummer", "uit de boot"),)) == [1, 2]


@pytest.mark.parametrize(
    "pairs",
    [
        (("auto", "voertuig"), ("voertuig", "auto")),
        (("auto", "voertuig"), ("voertuig", "wagen"), ("wagen", "auto")),
        (("auto", "auto"),),
        (("auto", "auto's"), ("auto", "voertuig")),
    ],
)
def test_a_loop_of_synonyms_does_no_harm(put: Put, find: Find, pairs: tuple[tuple[str, str], ...]) -> None:
    put(1, "Auto")

    assert find("auto voertuig wagen", "or", synonyms=pairs) == [1]


def test_a_meaning_is_not_looked_up_again(put: Put, find: Find) -> None:
    put(1, "Wagen")

    assert find("auto", synonyms=(("auto", "voertuig"), ("voertuig", "wagen"))) == []


@pytest.mark.parametrize("empty", ["", " ", "???", "\x00"])
def test_an_empty_side_is_passed_over(put: Put, find: Find, empty: str) -> None:
    put(1, "Auto")

    pairs = ((empty, "auto"), ("fiets", empty), (empty, empty))

    assert (find("auto", synonyms=pairs), find("fiets", synonyms=pairs), find("???", synonyms=pairs)) == (
        [1],
        [],
        [],
    )


def test_a_side_of_too_many_words_is_passed_over() -> None:
    long = " ".join(f"woord{number}" for number in range(MAX_SIDE_WORDS + 1))

    assert list(Synonyms(((long, "auto"), ("fiets", long)), "nl").meanings(["fiets"])) == []


def test_ten_thousand_synonyms_of_one_word_are_cut_off() -> None:
    synonyms = Synonyms(tuple(("auto", f"merk{number}") for number in range(10_000)), "nl")

    assert len(list(synonyms.meanings(["auto"]))) == MAX_MEANINGS


def test_a_change_takes_effect_at_the_next_search(put: Put, store: Store) -> None:
    put(1, "Voertuig")
    given: list[tuple[tuple[str, str], ...]] = [()]
    source = SynonymSource(lambda language: given[0])

    def found() -> int:
        with store.snapshot() as snapshot:
            return len(rank(snapshot, searching("auto"), source))

    before = found()
    given[0] = (("auto", "voertuig"),)
    during = found()
    given[0] = ()

    assert (before, during, found()) == (0, 1, 0)


def test_pairs_are_prepared_once_for_as_long_as_they_stay_the_same() -> None:
    pairs = (("auto", "voertuig"),)
    source = SynonymSource(lambda language: pairs)

    assert source.synonyms("nl") is source.synonyms("nl")
    assert source.synonyms("nl") is not source.synonyms("de")


def test_each_language_has_its_own(put: Put, store: Store) -> None:
    put(1, "Voertuig", language="nl")
    put(2, "Voertuig", language="de")
    source = SynonymSource(lambda language: (("auto", "voertuig"),) if language == "nl" else ())

    with store.snapshot() as snapshot:
        found = [hit.pk for hit in rank(snapshot, searching("auto"), source).hits()]

    assert found == ["1"]


def test_meanings_tell_which_words_they_stand_for() -> None:
    synonyms = Synonyms((("groene kaart", "verzekeringsbewijs"),), "plain")

    assert list(synonyms.meanings(["mijn", "groene", "kaart", "kwijt"])) == [
        Meaning(1, 3, ("verzekeringsbewijs",))
    ]


def test_suggestions_know_synonyms(put: Put, suggest: Find) -> None:
    put(1, "Rijbewijs verlengen")
    put(2, "Roze bril")

    assert [suggest(typed, synonyms=PINK)[0] for typed in ("roze pasje verl", "roze pasje")] == [1, 1]
