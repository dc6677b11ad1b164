"""Generated content behaves as the manual says, and is the same at every run."""

import json
from pathlib import Path

import pytest

from bench.content import Collection, write_rows
from bench.queries import WRITERS, queries, with_typo
from bench.vocabulary import Vocabulary, vocabulary_size

COLLECTION = Collection(300)
PAGES = [COLLECTION.page(number) for number in range(300)]


def test_the_same_seed_gives_the_same_pages_whatever_the_size_of_the_collection() -> None:
    assert [Collection(600).page(number) for number in range(50)] == PAGES[:50]


def test_another_seed_gives_other_pages() -> None:
    assert Collection(300, seed=1).page(0) != PAGES[0]


def test_questions_have_4_to_12_words_and_answers_60_to_200() -> None:
    questions = {len(page.question.split()) for page in PAGES}
    answers = {len(page.answer_words) for page in PAGES}

    assert (min(questions) >= 4, max(questions) <= 12) == (True, True)
    assert (min(answers) >= 60, max(answers) <= 200) == (True, True)


def test_a_share_has_alternatives_and_a_share_is_for_agents() -> None:
    with_alternatives = sum(bool(page.alternatives) for page in PAGES) / len(PAGES)
    for_agents = sum(page.for_agents for page in PAGES) / len(PAGES)

    assert with_alternatives == pytest.approx(0.25, abs=0.08)
    assert for_agents == pytest.approx(0.1, abs=0.05)


def test_frequency_falls_with_the_rank_as_zipf_says() -> None:
    vocabulary = Vocabulary(tokens=200_000, seed=1)
    drawn = vocabulary.draw(COLLECTION.chance("test"), 200_000, tokens_so_far=200_000)
    first, hundredth = drawn.count(vocabulary.words[0]), drawn.count(vocabulary.words[99])

    assert first / hundredth == pytest.approx((102.7 / 3.7) ** 1.07, rel=0.25)


def test_the_vocabulary_grows_with_the_text_as_heaps_says() -> None:
    assert vocabulary_size(10_000_000) / vocabulary_size(1_000_000) == pytest.approx(10**0.57, rel=0.01)


def test_a_larger_vocabulary_begins_with_a_smaller_one() -> None:
    small, large = Vocabulary(tokens=10_000, seed=1).words, Vocabulary(tokens=100_000, seed=1).words

    assert large[: len(small)] == small


def test_rows_are_written_as_the_import_reads_them(tmp_path: Path) -> None:
    counts = write_rows(tmp_path / "rows.jsonl", PAGES[:3])

    rows = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [page.row for page in PAGES[:3]]
    assert counts["words"] == sum(len(page.question.split()) + len(page.answer_words) for page in PAGES[:3])


@pytest.mark.parametrize("kind", WRITERS)
def test_queries_differ_from_each_other_and_from_those_of_another_turn(kind: str) -> None:
    first = [query.text for query in queries(COLLECTION, kind, count=40, turn="a")]
    again = [query.text for query in queries(COLLECTION, kind, count=40, turn="a")]
    other = [query.text for query in queries(COLLECTION, kind, count=40, turn="b")]

    assert first == again
    assert len(set(first)) == 40
    assert first != other


def test_questions_have_8_to_12_words_and_beginnings_3_characters() -> None:
    questions = queries(COLLECTION, "natural question", count=50)
    beginnings = queries(COLLECTION, "beginning", count=50)

    assert {len(query.text.split()) for query in questions} <= set(range(8, 13))
    assert min(len(query.text) for query in beginnings) >= 3


def test_a_typo_changes_a_word_by_one_letter_at_most() -> None:
    chance = COLLECTION.chance("typo")
    wrong = {with_typo(chance, "paspoort") for _ in range(100)}

    assert {len(word) for word in wrong} == {7, 8, 9}
