"""Collecting postings and merging them, against lists in memory."""

import random

import numpy as np
import pytest

from vraagbaak.search.postings import MAX_POSITIONS, Postings, PostingsBuffer, merge

WORDS = ["aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur"]

Plain = dict[bytes, list[tuple[int, float, list[int]]]]


def plain(postings: Postings) -> Plain:
    """Word -> (document, weight, positions)."""
    found: Plain = {}
    row = place = 0
    for word, size in zip(postings.words, postings.sizes.tolist(), strict=True):
        for _ in range(size):
            count = int(postings.counts[row])
            entry = (
                int(postings.docs[row]),
                float(postings.weights[row]),
                postings.positions[place : place + count].tolist(),
            )
            found.setdefault(word, []).append(entry)
            row, place = row + 1, place + count
    return found


def random_buffer(chance: random.Random, documents: int) -> tuple[PostingsBuffer, Plain]:
    buffer, expected = PostingsBuffer(), {}
    for doc in range(documents):
        chosen = chance.sample(WORDS, chance.randint(0, 5))
        entries = {word: [chance.randint(1, 8) / 2, *sorted(chance.sample(range(90), 3))] for word in chosen}
        buffer.add(doc, entries, {f"{word}s": word for word in chosen})
        for word, (weight, *places) in entries.items():
            expected.setdefault(word.encode(), []).append((doc, weight, places))
    return buffer, expected


def forms(postings: Postings) -> dict[bytes, bytes]:
    return {
        form: postings.words[stem]
        for form, stem in zip(postings.surfaces, postings.stems.tolist(), strict=True)
    }


@pytest.mark.parametrize("seed", range(10))
def test_a_buffer_puts_words_in_order_with_their_documents(seed: int) -> None:
    buffer, expected = random_buffer(random.Random(seed), 20)
    postings = buffer.postings()

    assert postings.words == sorted(expected)
    assert plain(postings) == expected
    assert forms(postings) == {word + b"s": word for word in expected}


@pytest.mark.parametrize("seed", range(20))
def test_a_merge_leaves_out_dropped_documents_and_the_words_only_they_had(seed: int) -> None:
    chance = random.Random(seed)
    parts, expected, first = [], {}, 0
    for _ in range(3):
        buffer, found = random_buffer(chance, 12)
        kept = sorted(chance.sample(range(12), chance.randint(0, 12)))
        numbers = np.full(12, -1)
        numbers[kept] = first + np.arange(len(kept))
        parts.append((buffer.postings(), lambda docs, numbers=numbers: numbers[docs]))
        for word, entries in found.items():
            stay = [(int(numbers[doc]), *rest) for doc, *rest in entries if numbers[doc] >= 0]
            expected.setdefault(word, []).extend(stay)
        first += len(kept)
    expected = {word: entries for word, entries in expected.items() if entries}

    merged = merge(parts)

    assert plain(merged) == expected
    assert merged.words == sorted(expected)
    assert set(forms(merged).values()) == set(expected)


def test_a_merge_of_nothing_is_empty() -> None:
    merged = merge([(PostingsBuffer().postings(), lambda docs: docs)])

    assert (merged.words, len(merged.docs), merged.surfaces) == ([], 0, [])


def test_a_word_repeated_endlessly_is_counted_as_far_as_it_goes() -> None:
    buffer = PostingsBuffer()
    buffer.add(0, {"aap": [1e9, *range(MAX_POSITIONS + 50)], "noot": [1.0, 7]}, {})
    found = plain(buffer.postings())

    assert (len(found[b"aap"][0][2]), found[b"noot"]) == (MAX_POSITIONS, [(0, 1.0, [7])])
    assert np.isfinite(found[b"aap"][0][1])
