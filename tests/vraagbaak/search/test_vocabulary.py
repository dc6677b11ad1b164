"""Lookups in a sorted list of words, against the slow and obvious way."""

import hypothesis.strategies as st
import pytest
from hypothesis import given
from rapidfuzz.distance import OSA

from vraagbaak.search.vocabulary import Vocabulary, union

LETTERS = st.text(alphabet="abcé护", min_size=0, max_size=6)
WORDS = st.sets(st.text(alphabet="abcé护", min_size=1, max_size=6), max_size=30)
ANY_WORDS = st.sets(st.text(min_size=1, max_size=8).filter(lambda text: text.isprintable()), max_size=20)


def vocabulary(words: set[str]) -> tuple[Vocabulary, list[bytes]]:
    encoded = sorted(word.encode() for word in words)
    return Vocabulary.of(encoded), encoded


@given(WORDS | ANY_WORDS)
def test_the_words_come_back_in_order(words: set[str]) -> None:
    found, encoded = vocabulary(words)

    assert (list(found), found.words(), len(found)) == (encoded, encoded, len(encoded))


@given(WORDS, LETTERS)
def test_a_word_is_found_by_its_number(words: set[str], wanted: str) -> None:
    found, encoded = vocabulary(words)
    number = encoded.index(wanted.encode()) if wanted in words else -1

    assert [found.find(wanted.encode()) for _ in range(2)] == [number, number]
    assert [found.find(word) for word in encoded] == list(range(len(encoded)))


@given(WORDS, LETTERS)
def test_what_begins_alike_is_one_stretch(words: set[str], beginning: str) -> None:
    found, encoded = vocabulary(words)
    first, last = found.with_prefix(beginning.encode())

    assert encoded[first:last] == [word for word in encoded if word.startswith(beginning.encode())]


@pytest.mark.parametrize("beginning", [b"", b"\xff", b"a\xff", b"\xff\xff"])
def test_the_last_byte_of_all_is_no_end(beginning: bytes) -> None:
    words = sorted([b"a", b"a\xff", b"a\xff\xff", b"b", b"\xff", b"\xff\xffz"])
    first, last = Vocabulary.of(words).with_prefix(beginning)

    assert words[first:last] == [word for word in words if word.startswith(beginning)]


@given(WORDS, st.text(alphabet="abcé护", min_size=1, max_size=3))
def test_a_part_is_found_in_every_word_at_every_place(words: set[str], part: str) -> None:
    found, encoded = vocabulary(words)
    slowly = [
        (number, place)
        for number, word in enumerate(encoded)
        for place in range(len(word))
        if word[place:].startswith(part.encode())
    ]

    assert found.containing(part.encode(), 10_000) == slowly


def test_a_part_is_looked_for_in_so_many_places_and_no_more() -> None:
    words = sorted(f"woord{number}".encode() for number in range(100))

    assert len(Vocabulary.of(words).containing(b"oo", 7)) == 7


@given(WORDS, st.text(alphabet="abcé护", min_size=1, max_size=6), st.integers(0, 3))
def test_what_is_near_is_found_with_its_distance(words: set[str], wanted: str, distance: int) -> None:
    found, encoded = vocabulary(words)
    slowly = [
        (number, typos)
        for number, word in enumerate(encoded)
        if (typos := OSA.distance(wanted, word.decode())) <= distance
    ]

    assert found.near(wanted.encode(), distance) == slowly


@given(st.lists(WORDS, max_size=4))
def test_a_union_is_sorted(parts: list[set[str]]) -> None:
    found = union([vocabulary(words)[0] for words in parts])

    assert found == sorted({word.encode() for words in parts for word in words})


def test_an_empty_vocabulary_knows_nothing() -> None:
    empty = Vocabulary.of([])

    assert (len(empty), empty.find(b"a"), empty.with_prefix(b"a"), empty.containing(b"a", 9)) == (
        0,
        -1,
        (0, 0),
        [],
    )
    assert empty.near(b"a", 2) == []
