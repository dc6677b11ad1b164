"""The order of what is found, and its count, slices and facets."""

import pytest
from modelsearch.query import MATCH_ALL

from tests.vraagbaak.search.books import Put, book, ranking, searching, where
from vraagbaak.search.ranking import LOOK_AHEAD, Order
from vraagbaak.search.store import Store

MANY = LOOK_AHEAD * 2 + 37


def put_many(store: Store, titles: tuple[str, ...] = ("Paspoort",)) -> None:
    """In three segments."""
    books = [book(key, titles[key % len(titles)], colour=f"kleur{key % 3}") for key in range(1, MANY + 1)]
    for part in (books[:300], books[300:420], books[420:]):
        store.write(part)


def pks(found: list) -> list[int]:
    return [int(hit.pk) for hit in found]


def test_equal_scores_are_ordered_by_key_newest_first(store: Store) -> None:
    put_many(store)

    assert pks(ranking(store, searching("paspoort")).hits()) == list(range(MANY, 0, -1))


@pytest.mark.parametrize("size", [1, 7, 10, LOOK_AHEAD, LOOK_AHEAD + 1])
def test_slices_join_up_to_the_whole(store: Store, size: int) -> None:
    put_many(store, ("Paspoort", "Paspoort kwijt", "Paspoort aanvragen paspoort"))
    whole = pks(ranking(store, searching("paspoort")).hits())

    found = ranking(store, searching("paspoort"))
    pages = [pks(found.hits(start, start + size)) for start in range(0, MANY, size)]

    assert [key for page in pages for key in page] == whole
    assert len(found) == len(whole) == len(set(whole)) == MANY


def test_a_slice_looked_at_first_is_the_same_as_one_looked_at_last(store: Store) -> None:
    put_many(store, ("Paspoort", "Paspoort kwijt", "Iets"))

    def page(start: int, stop: int) -> list[int]:
        return pks(ranking(store, searching("paspoort")).hits(start, stop))

    whole = pks(ranking(store, searching("paspoort")).hits())
    assert [page(0, 5), page(100, 110), page(len(whole) - 3, len(whole) + 50), page(9_999, 10_000)] == [
        whole[:5],
        whole[100:110],
        whole[-3:],
        [],
    ]


def test_scores_fall(store: Store) -> None:
    put_many(store, ("Paspoort", "Paspoort kwijt", "Kwijt"))

    scores = [hit.score for hit in ranking(store, searching("paspoort kwijt", "or")).hits()]

    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_the_same_question_gives_the_same_order_after_other_commits(store: Store, put: Put) -> None:
    put_many(store, ("Paspoort", "Paspoort kwijt"))
    before = pks(ranking(store, searching("paspoort")).hits())
    put(10_001, "Heel iets anders")

    assert pks(ranking(store, searching("paspoort")).hits()) == before


@pytest.mark.parametrize("reverse", [False, True])
def test_results_can_be_ordered_by_a_column(store: Store, reverse: bool) -> None:
    store.write([book(1, "Paspoort", place=2), book(2, "Paspoort", place=1)])
    store.write([book(3, "Paspoort", place=3), book(4, "Paspoort")])
    plan = searching("paspoort", by_relevance=False, orders=(Order("f_place", reverse),))

    assert pks(ranking(store, plan).hits()) == ([3, 1, 2, 4] if reverse else [2, 1, 3, 4])


def test_what_has_no_value_may_come_first(store: Store) -> None:
    store.write([book(1, "Paspoort", place=2), book(2, "Paspoort")])
    plan = searching("paspoort", by_relevance=False, orders=(Order("f_place", nulls_first=True),))

    assert pks(ranking(store, plan).hits()) == [2, 1]


def test_a_second_order_decides_between_equals(store: Store) -> None:
    store.write([book(1, "A", colour="rood", place=2), book(2, "B", colour="rood", place=1)])
    store.write([book(3, "C", colour="blauw", place=9)])
    orders = (Order("f_colour"), Order("f_place"))

    assert pks(ranking(store, searching(MATCH_ALL, by_relevance=False, orders=orders)).hits()) == [3, 2, 1]


def test_facets_count_over_all_segments(store: Store) -> None:
    put_many(store)
    store.write(drop=[f"library.book:{key}" for key in range(3, 31, 3)])

    counts = ranking(store, searching("paspoort")).counts("f_colour")

    assert counts == {"skleur0": MANY // 3 - 10, "skleur1": MANY // 3 + 1, "skleur2": MANY // 3 + 1}
    assert sum(counts.values()) == len(ranking(store, searching("paspoort")))


def test_facets_count_what_has_no_value(store: Store) -> None:
    store.write([book(1, "Paspoort", colour="rood"), book(2, "Paspoort")])

    assert ranking(store, searching("paspoort")).counts("f_colour") == {"srood": 1, "": 1}


def test_the_count_keeps_to_the_filter(store: Store) -> None:
    put_many(store)

    found = ranking(store, searching("paspoort", filter=where("colour", "kleur1")))

    assert len(found) == len(found.hits()) == MANY // 3 + 1
