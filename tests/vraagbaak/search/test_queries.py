"""The queries of modelsearch: and, or, not, phrases, fuzzy ones, limited to some fields."""

from typing import Any

import pytest
from modelsearch.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from tests.vraagbaak.search.books import Find, Put


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


def test_a_search_can_be_limited_to_fields(put: Put, find: Find) -> None:
    put(1, "Paspoort", body="Rijbewijs")
    put(2, "Rijbewijs", body="Paspoort")

    assert find("paspoort", names=["title"]) == [1]
