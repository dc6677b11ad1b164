"""An index with a history answers as one that was built at once, whatever was written, replaced and deleted."""

import random
from pathlib import Path

import pytest
from modelsearch.query import MATCH_ALL, Fuzzy, Not, Phrase, PlainText

from tests.vraagbaak.search.books import (
    book,
    did_you_mean,
    kept,
    ranking,
    searching,
    suggesting,
    where,
)
from vraagbaak.search.documents import Document
from vraagbaak.search.ranking import Plan
from vraagbaak.search.store import Store
from vraagbaak.search.writing import Bulk

SUBJECTS = ["paspoort", "rijbewijs", "parkeervergunning", "huwelijk", "afval", "verhuizing", "geboorteakte"]
DEEDS = ["aanvragen", "verlengen", "betalen", "wijzigen", "stoppen", "melden", "afhalen"]
PEOPLE = ["kind", "bewoner", "student", "bewonersparkeervergunning", "paspoortaanvraag", "7:225", "W-4"]

PLANS: list[Plan] = [
    searching(MATCH_ALL),
    searching("paspoort"),
    searching("hoe kan ik mijn paspoort verlengen", "or"),
    searching("rijbewijs betalen student", "or"),
    searching("paspoort kind wijzigen", "and"),
    searching(Phrase("paspoort aanvragen")),
    searching(Not(PlainText("paspoort"))),
    searching(Fuzzy("pasport")),
    searching("verhuising", "or"),
    searching("paspoortaanvraag", "or"),
    searching("paspoort", filter=where("live", True)),
    searching("paspoort", names=["title"]),
    suggesting("pa"),
    suggesting("student rijb"),
    suggesting("pasport"),
]


class History:
    """A random course of writes, and what should be there at the end of it."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.random = random.Random(seed)
        self.there: dict[int, Document] = {}

    def go(self, steps: int) -> None:
        for _ in range(steps):
            self.random.choice([self.write_one, self.write_some, self.replace, self.drop, self.both])()

    def document(self, key: int) -> Document:
        chosen = self.random.choice
        language = chosen(["nl", "nl", "nl", "de"])
        title = f"{chosen(SUBJECTS)} {chosen(DEEDS)} {chosen(PEOPLE)}"
        body = " ".join(self.random.choices([*SUBJECTS, *DEEDS, *PEOPLE], k=self.random.randint(0, 60)))
        return book(key, title.capitalize(), body, language, live=chosen([True, False]), place=key % 9)

    def write(self, *put: int, drop: tuple[int, ...] = ()) -> None:
        documents = {key: self.document(key) for key in put}
        self.store.write(list(documents.values()), [f"library.book:{key}" for key in drop])
        for key in drop:
            self.there.pop(key, None)
        self.there |= documents

    def write_one(self) -> None:
        self.write(self.random.randrange(200))

    def write_some(self) -> None:
        self.write(*self.random.sample(range(200), self.random.randint(2, 40)))

    def replace(self) -> None:
        self.write(*self.some(3))

    def drop(self) -> None:
        self.write(drop=self.some(12))

    def both(self) -> None:
        gone = self.some(5)
        self.write(*(key for key in range(200, 203) if key not in gone), drop=gone)

    def some(self, most: int) -> tuple[int, ...]:
        return tuple(self.random.sample(sorted(self.there), min(most, len(self.there))))


def built_at_once(folder: Path, documents: list[Document]) -> Store:
    fresh = Store(folder)
    fresh.empty()
    with Bulk(fresh.folder / (fresh.folder / "current").read_text()) as bulk:
        bulk.add(documents)
    return fresh


@pytest.mark.parametrize("seed", range(12))
def test_the_same_is_found_as_in_a_fresh_index(store: Store, tmp_path: Path, seed: int) -> None:
    history = History(store, seed)
    history.go(25)
    fresh = built_at_once(tmp_path / "fresh", list(history.there.values()))

    assert kept(store) == kept(fresh) == set(history.there)
    for plan in PLANS:
        old, new = ranking(store, plan), ranking(fresh, plan)
        assert {hit.pk for hit in old.hits()} == {hit.pk for hit in new.hits()}
        assert old.counts("f_place") == new.counts("f_place")


@pytest.mark.parametrize("seed", range(8))
def test_after_the_deleted_documents_are_merged_away_scores_and_order_are_the_same(
    store: Store, tmp_path: Path, seed: int
) -> None:
    history = History(store, seed)
    history.go(25)
    with Bulk(store.folder / (store.folder / "current").read_text()) as bulk:
        bulk.remove([document.id for document in history.there.values()])
        bulk.add(list(history.there.values()))
    fresh = built_at_once(tmp_path / "fresh", list(history.there.values()))

    for plan in PLANS:
        old, new = ranking(store, plan).hits(), ranking(fresh, plan).hits()
        assert [hit.pk for hit in old] == [hit.pk for hit in new]
        assert [hit.score for hit in old] == pytest.approx([hit.score for hit in new], rel=1e-3)
    assert did_you_mean(store, "pasport") == did_you_mean(fresh, "pasport")


def test_the_number_of_segments_stays_small(store: Store) -> None:
    for key in range(150):
        store.write([book(key, f"Paspoort {key}")])

    with store.snapshot() as snapshot:
        assert len(snapshot.leaves) <= 8
    assert kept(store) == set(range(150))


def test_a_segment_that_is_half_deleted_is_rewritten(store: Store) -> None:
    store.write([book(key, "Paspoort") for key in range(400)])
    store.write(drop=[f"library.book:{key}" for key in range(300)])
    store.write([book(1_000, "Rijbewijs")])

    with store.snapshot() as snapshot:
        assert snapshot.size == snapshot.documents == 101


def test_documents_that_were_all_deleted_leave_an_empty_index_that_goes_on(store: Store) -> None:
    store.write([book(key, "Paspoort") for key in range(30)])
    store.write(drop=[f"library.book:{key}" for key in range(30)])
    before = kept(store)
    store.write([book(1, "Paspoort")])

    assert (before, kept(store)) == (set(), {1})


def test_files_of_segments_that_are_gone_are_removed(store: Store) -> None:
    for key in range(40):
        store.write([book(key, "Paspoort")])

    with store.snapshot() as snapshot:
        segments = len(snapshot.leaves)
    names = [path.suffix for path in next(store.folder.glob("index-*")).iterdir() if path.suffix]
    assert sorted(names) == sorted([".json", ".json", ".toc", *[".cols", ".posts"] * segments])
