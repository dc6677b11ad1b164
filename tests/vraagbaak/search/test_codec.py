"""Whoosh's own tools read what we write: the codec keeps to what Whoosh asks of one."""

from collections.abc import Iterator

import pytest
from whoosh.query import And, Not, Or, Prefix, Term, Wildcard
from whoosh.reading import MultiReader, SegmentReader
from whoosh.searching import Searcher

from tests.vraagbaak.search.books import book
from vraagbaak.search.schema import text_field
from vraagbaak.search.store import Store
from vraagbaak.search.writer import open_index

DUTCH = text_field("nl")


@pytest.fixture
def searcher(store: Store) -> Iterator[Searcher]:
    store.write([book(key, f"Paspoort boek{key}") for key in range(30)])
    store.write([book(100, "Rijbewijs"), book(101, "Paspoort en rijbewijs"), book(102, "Weg")])
    store.write(drop=["library.book:102", "library.book:3"])
    index = open_index(next(store.folder.glob("index-*")))
    with index.searcher() as searcher:
        yield searcher


def test_whoosh_opens_the_index_and_counts_it(searcher: Searcher) -> None:
    reader = searcher.reader()

    assert isinstance(reader, MultiReader)
    assert (searcher.doc_count(), searcher.doc_count_all()) == (31, 32)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Term(DUTCH, "paspoort"), 30),
        (Term(DUTCH, "rijbewijs"), 2),
        (Term(DUTCH, "weg"), 0),
        (Term(DUTCH, "nergens"), 0),
        (And([Term(DUTCH, "paspoort"), Term(DUTCH, "rijbewijs")]), 1),
        (Or([Term(DUTCH, "boek1"), Term(DUTCH, "boek2")]), 2),
        (And([Term(DUTCH, "paspoort"), Not(Term(DUTCH, "rijbewijs"))]), 29),
        (Prefix(DUTCH, "boek1"), 11),
        (Wildcard(DUTCH, "b*k2?"), 10),
    ],
)
def test_queries_of_whoosh_find_the_same(searcher: Searcher, query: object, count: int) -> None:
    assert len(set(query.docs(searcher))) == count
    assert len(searcher.search(query, limit=None)) == count


def test_the_terms_come_in_order(searcher: Searcher) -> None:
    words = list(searcher.reader().lexicon(DUTCH))

    assert words == sorted(words)
    assert {b"paspoort", b"rijbewijs", b"boek7"} <= set(words)


def test_a_segment_tells_how_many_documents_have_a_term(searcher: Searcher) -> None:
    readers = [reader for reader, _ in searcher.reader().leaf_readers()]

    assert [type(reader) for reader in readers] == [SegmentReader] * 2
    assert sorted(reader.doc_frequency(DUTCH, b"paspoort") for reader in readers) == [1, 30]
    assert sorted(reader.doc_count_all() - reader.doc_count() for reader in readers) == [0, 1]


def test_postings_carry_the_weights(searcher: Searcher) -> None:
    matcher = searcher.postings(DUTCH, b"rijbewijs")
    weights = []
    while matcher.is_active():
        weights.append(matcher.weight())
        matcher.next()

    assert len(weights) == 2
    assert min(weights) > 0
