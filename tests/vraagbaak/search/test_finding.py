from collections.abc import Callable
from typing import Any

import pytest
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from vraagbaak.search.filters import Lookup
from vraagbaak.search.questions import MOST_WORDS

Put = Callable[..., None]
Find = Callable[..., list[int]]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Formulier W-4 invullen", "w4"),
        ("Formulier W-4 invullen", "W-4"),
        ("Formulier W4 invullen", "w-4"),
        ("Artikel 7:225 BW", "artikel 7:225"),
        ("Artikel 7:225 BW", "225"),
        ("Begroting 2026", "2026"),
        ("Uw e-mail wijzigen", "email"),
        ("Uw email wijzigen", "e-mail"),
        ("Bel 06-12345678", "0612345678"),
        ("Pasfoto's inleveren", "pasfotos"),
        ("Pasfoto's inleveren", "pasfoto"),
        ("Een coöperatie beginnen", "cooperatie"),
        ("Paspoort aanvragen", "PASPOORTEN"),
        ("Hoe vraag ik een paspoort aan?", "hoe vraag ik paspoorten aan"),
        ("护照申请", "护照"),
        ("Как получить паспорт", "паспорт"),
        ("كيف أحصل على جواز سفر", "جواز"),
    ],
)
def test_a_question_finds_what_is_written(put: Put, find: Find, written: str, asked: str) -> None:
    put(1, written)
    put(2, "Iets heel anders")

    assert find(asked) == [1]


@pytest.mark.parametrize("asked", ["paspoort 2027", "w5", "照护", "pas", "poort"])
def test_a_question_does_not_find_half_words_or_half_the_words(put: Put, find: Find, asked: str) -> None:
    put(1, "Paspoort aanvragen in 2026 met W-4 护照")

    assert find(asked) == []


def test_the_words_may_be_spread_over_the_fields(put: Put, find: Find) -> None:
    put(1, "Paspoort", body="U kunt dit digitaal verlengen.")

    assert find("paspoort verlengen") == [1]


def test_words_that_every_text_has_do_not_stand_in_the_way(put: Put, find: Find) -> None:
    put(1, "Paspoort aanvragen")

    assert find("waar kan ik een paspoort aanvragen?") == [1]


def test_a_question_of_only_common_words_is_still_looked_up(put: Put, find: Find) -> None:
    put(1, "Wat is dat")
    put(2, "Paspoort")

    assert find("wat is dat") == [1]


def test_a_word_in_the_title_counts_for_more(put: Put, find: Find) -> None:
    put(1, "Verhuizen", body="Neem uw paspoort mee.")
    put(2, "Paspoort", body="Hier leest u over verhuizen.")

    assert find("paspoort") == [2, 1]
    assert find("verhuizen") == [1, 2]


def test_a_rare_word_counts_for_more_than_a_common_one(put: Put, find: Find) -> None:
    for key in range(1, 6):
        put(key, "Belasting betalen")
    put(6, "Hondenpoep melden")

    assert find("belasting hondenpoep", "or")[0] == 6


def test_documents_with_all_words_come_before_those_with_some(put: Put, find: Find) -> None:
    put(1, "Zeldzaam zeldzaam zeldzaam")
    put(2, "Gewoon", body="woord " * 300 + "zeldzaam gewoon")
    for key in range(3, 9):
        put(key, "Gewoon")

    assert find("zeldzaam gewoon", "or")[:2] == [2, 1]


def test_every_language_has_its_own_stems_and_the_best_wins(put: Put, find: Find) -> None:
    put(1, "Paspoorten", language="nl")
    put(2, "Passports for children", language="en")
    put(3, "Ausweise", language="de")
    put(4, "Les demandes", language="fr")

    assert [find(query) for query in ("paspoort", "passport", "ausweis", "demande")] == [[1], [2], [3], [4]]


def test_a_word_of_two_languages_is_counted_once(put: Put, find: Find) -> None:
    put(1, "Test", language="nl")
    put(2, "Test", language="en")

    assert sorted(find("test test")) == [1, 2]


def test_a_filter_on_a_language_leaves_only_its_stems(put: Put, find: Find) -> None:
    put(1, "Die Banken", language="de", locale=1)
    put(2, "Bank", language="nl", locale=2)

    assert find("banken", filter=Lookup("f_locale", "exact", "n" + f"{10**25 + 2:026d}")) == [2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (MATCH_ALL, [3, 2, 1]),
        (Not(MATCH_ALL), []),
        (Not(PlainText("paspoort")), [3]),
        (And([PlainText("paspoort"), Not(PlainText("kind"))]), [1]),
        (Or([PlainText("rijbewijs"), PlainText("kind")]), [3, 2]),
        (Or([PlainText("rijbewijs"), Boost(PlainText("kind"), 9)]), [2, 3]),
        (Phrase("paspoort kind"), []),
        (Phrase("paspoort voor een kind"), [2]),
        (Fuzzy("paspport rijbewjs", operator="or"), [3, 2, 1]),
        (And([PlainText("rijbewijs"), PlainText("???")]), [3]),
        (PlainText("???"), []),
        (Not(PlainText("???")), []),
    ],
)
def test_queries_combine(put: Put, find: Find, query: Any, found: list[int]) -> None:
    put(1, "Paspoort aanvragen")
    put(2, "Paspoort voor een kind aanvragen")
    put(3, "Rijbewijs")

    assert sorted(find(query)) == sorted(found)
    if isinstance(query, Or):
        assert find(query) == found


def test_a_phrase_does_not_run_from_one_field_into_the_next(put: Put, find: Find) -> None:
    put(1, "Nieuw paspoort", body="Aanvragen kan online.")

    assert (find(Phrase("paspoort aanvragen")), find(Phrase("aanvragen kan online"))) == ([], [1])


def test_a_search_can_be_held_to_fields(put: Put, find: Find) -> None:
    put(1, "Paspoort", body="Rijbewijs")
    put(2, "Rijbewijs", body="Paspoort")

    assert find("paspoort", names=["title"]) == [1]


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

    assert sorted(suggest(typed)) == found


def test_the_shorter_way_to_finish_a_word_comes_first(put: Put, suggest: Find) -> None:
    put(1, "Paspoortfoto")
    put(2, "Paspoort")

    assert suggest("paspoort") == [2, 1]


BAD_QUERIES = [
    "AND OR NOT",
    "paspoort AND",
    "title:paspoort",
    "*", "?", "pas*", "p?s", "pas~2", "[a TO z]", "{", "}",
    "((((", "))))", '"', '"paspoort', "'", "\\", "/.*/",
    "^boost", "+paspoort -rijbewijs",
    "\x00", "paspoort\x00rijbewijs", "\x1b[31m", "\ud800", "\u202e", "\ufeff",
    "🎉", "👩‍👩‍👧‍👦", "…", "。", " ", "\n\t",
    "x" * 10_000, "paspoort " * 1_200, '"' * 10_000, "(" * 10_000, "a-" * 5_000, "护" * 10_000, "'a" * 5_000,
    " ".join(f"woord{number}" for number in range(2_000)),
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_QUERIES, ids=lambda query: ascii(query)[:20])
@pytest.mark.parametrize("operator", ["and", "or"])
def test_no_query_is_too_strange(put: Put, find: Find, suggest: Find, query: str, operator: str) -> None:
    put(1, "Paspoort aanvragen")

    assert set(find(query, operator)) <= {1}
    assert set(find(Phrase(query))) <= {1}
    assert set(find(Fuzzy(query, operator=operator))) <= {1}
    assert set(suggest(query)) <= {1}


def test_only_the_first_words_of_a_long_query_are_looked_up(put: Put, find: Find) -> None:
    put(1, "een begin")

    assert find(" ".join([f"w{number}" for number in range(MOST_WORDS)] + ["begin"]), "or") == []
