"""The figures themselves, and what they are taken of."""

import json
from pathlib import Path

import pytest

from quality.baseline import plain_searches
from quality.measuring import SEARCH, Answer, scores
from quality.misspellings import read_misspellings
from quality.queries import OWN, Wanted, read_wanted
from quality.report import misses, table
from quality.scores import Score, rank, score
from quality.texts import Text, read_texts

PASSPORT = Text("paspoort", "nl", "Wat kost een paspoort?", "Betaal aan de balie.")
TAX = Text("belasting", "nl", "Wanneer betaal ik toeristenbelasting?", "Voor elke overnachting in een hotel.")
TEXTS = [PASSPORT, TAX]


def wanted(text: str, *relevant: str, kind: str = "typed") -> Wanted:
    return Wanted("set", kind, text, "nl", frozenset(relevant))


@pytest.mark.parametrize(
    ("found", "place"), [(["a"], 1), (["b", "a"], 2), (["b"], 0), ([], 0), ([*"bcdefghijk", "a"], 0)]
)
def test_rank_is_the_place_of_the_first_right_page(found: list[str], place: int) -> None:
    assert rank(found, {"a", "z"}) == place


def test_score_counts_first_places_top_five_and_reciprocal_ranks() -> None:
    assert score([1, 2, 0, 10]) == Score(4, 0.25, 0.5, (1 + 1 / 2 + 1 / 10) / 4)


def test_groups_are_counted_apart_and_together() -> None:
    answers = [
        Answer(wanted("x", "a", kind="typo"), SEARCH, ["a"]),
        Answer(wanted("y", "a", kind="natural"), SEARCH, ["b"]),
    ]

    assert scores(answers, by=lambda each: each.kind) == {
        "natural": {SEARCH: Score(1, 0, 0, 0)},
        "typo": {SEARCH: Score(1, 1, 1, 1)},
        "all": {SEARCH: Score(2, 0.5, 0.5, 0.5)},
    }


@pytest.mark.parametrize(
    ("typed", "beginning"),
    [("bsn", "bsn"), ("id", "id"), ("wonen", "won"), ("paspoort aanvragen", "paspoort aa")],
)
def test_beginning_is_six_tenths_and_three_characters_at_least(typed: str, beginning: str) -> None:
    assert wanted(typed).beginning == beginning


def test_each_wording_stays_in_its_half() -> None:
    halves = {text: wanted(text).half for text in ("paspoort", "rijbewijs", "kliko", "trouwen")}

    assert halves == {"paspoort": "dev", "rijbewijs": "dev", "kliko": "test", "trouwen": "dev"}


def test_plain_search_weighs_the_question_over_the_answer() -> None:
    search = plain_searches(TEXTS)["nl"]

    assert search.search("betaal", limit=10) == ["belasting", "paspoort"]
    assert search.search("fiets", limit=10) == []


def test_misspellings_are_those_of_words_that_few_pages_hold(tmp_path: Path) -> None:
    lines = [
        "toeristenbelating\ttoeristenbelasting",
        "passpoort\tpaspoort;pas",
        "hotell\tmotel",
        "balie\tballade",
        "over nachting\tovernachting",
        "Paspoort\tpaspoort",
    ]
    file = tmp_path / "misspellings.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")

    found = read_misspellings(file, texts=TEXTS, size=500)

    assert [(each.text, set(each.relevant)) for each in found] == [
        ("toeristenbelating", {"belasting"}),
        ("passpoort", {"paspoort"}),
    ]


def test_answers_in_html_are_read_as_their_words(tmp_path: Path) -> None:
    row = {"id": "a", "language": "nl", "question": "Wat?", "answer": "<p>Zo <b>veel</b></p><p>dus</p>"}
    file = tmp_path / "faq.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")

    assert [text.answer.split() for text in read_texts(file)] == [["Zo", "veel", "dus"]]


@pytest.mark.parametrize("file", sorted(OWN.glob("*.jsonl")), ids=lambda file: file.stem)
def test_our_own_wordings_are_each_there_once_with_a_page(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    assert len({(row["language"], row["query"].casefold()) for row in rows}) == len(rows)
    assert [row for row in rows if not row["relevant"] or not row["kind"]] == []


def test_set_in_several_languages_tells_them_apart(tmp_path: Path) -> None:
    file = tmp_path / "wordings.jsonl"
    rows = [{"query": code, "language": code, "kind": "typed", "relevant": ["a"]} for code in ("nl", "de")]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert [each.kind for each in read_wanted(file, name="x")] == ["nl, typed", "de, typed"]


def test_table_shows_each_way_that_was_asked() -> None:
    groups = {"typed": {SEARCH: Score(2, 0.5, 1, 0.75)}}

    assert table("set", groups).splitlines() == [
        "### set",
        "",
        "| kind  | queries | search             |",
        "| ----- | ------- | ------------------ |",
        "| typed | 2       | 0.50 / 1.00 / 0.75 |",
    ]


def test_miss_tells_what_was_right_and_what_came() -> None:
    answers = [
        Answer(wanted("paspoord", "paspoort"), SEARCH, ["belasting"]),
        Answer(wanted("paspoort", "paspoort"), SEARCH, ["paspoort"]),
    ]

    assert misses(answers, {text.id: text.question for text in TEXTS}, way=SEARCH).splitlines() == [
        "### not first in search: 1",
        "",
        f"paspoord   [set, typed, {wanted('paspoord').half}; not in the first ten]",
        "    right: Wat kost een paspoort?",
        "    came:  Wanneer betaal ik toeristenbelasting?",
    ]
