"""Kills writers at random moments and looks at what is left: `make kill-test`, or

python -m tests.vraagbaak.search.kill_writers [--times 100] [--seed N]

Each kind of writer is killed so many times with SIGKILL: one that commits again and again, one that writes 2,000
documents at once, and one that rebuilds the index and swaps it in. After each kill the index must open and be
exactly as after the last change that was reported, or after the one that was under way; a next writer must be
able to go on. Prints a line per kind; exits with 1 when anything was lost, half there or in the way.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings
from modelsearch.query import MATCH_ALL

if not settings.configured:
    settings.configure(USE_TZ=True)
    django.setup()

from tests.vraagbaak.search.books import book, kept, keys, ranking, searching, suggesting, where
from vraagbaak.search.documents import Document
from vraagbaak.search.ranking import Plan
from vraagbaak.search.store import REBUILD_LOCK, Store
from vraagbaak.search.values import decode
from vraagbaak.search.writing import Bulk

BULK = 2_000
REBUILT = 300
CHANGES = 15
"""The commits, more or less, in which a kill may fall."""

State = set[int]


class Kind(NamedTuple):
    """`work` makes the changes `first`, `first + 1`… for ever and reports each; `after` is the state after one."""

    name: str
    work: Callable[[Store, int, Callable[[int], None]], None]
    after: Callable[[int], State]
    changes: int


def version(number: int) -> Document:
    """The document that every change replaces: its key stays, its column tells which change came last."""
    return whole_book(0, "vervangen", version=number)


def whole_book(key: int, word: str, **columns: int) -> Document:
    """Findable by its title, by its body, as a suggestion and by a column."""
    return book(key, f"Titel {word}", body="inhoud " * 20 + word, present=True, **columns)


def commit(store: Store, number: int) -> None:
    """Three new documents, one that is replaced, and one that goes."""
    new = [whole_book(number * 3 + place, "nieuw") for place in (1, 2, 3)]
    store.write([*new, version(number)], drop=[f"library.book:{(number - 4) * 3 + 1}"])


def after_commit(number: int) -> State:
    gone = {(change - 4) * 3 + 1 for change in range(number + 1)}
    return {0, *range(4, number * 3 + 4)} - gone


def keep_committing(store: Store, first: int, report: Callable[[int], None]) -> None:
    for number in range(first, sys.maxsize):
        commit(store, number)
        report(number)


def keep_bulking(store: Store, first: int, report: Callable[[int], None]) -> None:
    for number in range(first, sys.maxsize):
        there = range(1, BULK + 1) if number % 2 else ()
        gone = () if number % 2 else range(1, BULK + 1)
        store.write(
            [version(number), *(whole_book(key, "bulk") for key in there)],
            [f"library.book:{key}" for key in gone],
        )
        report(number)


def after_bulk(number: int) -> State:
    return {0, *range(1, BULK + 1)} if number % 2 else {0}


def keep_rebuilding(store: Store, first: int, report: Callable[[int], None]) -> None:
    for number in range(first, sys.maxsize):
        with store.locked(REBUILD_LOCK, timeout=30):
            folder = store.begin()
            with Bulk(folder) as bulk:
                bulk.add(
                    [version(number), *(whole_book(key, "nieuw") for key in range(1, number % 7 + REBUILT))]
                )
            store.swap(folder)
        report(number)


def after_rebuild(number: int) -> State:
    return set(range(number % 7 + REBUILT))


KINDS = (
    Kind("writers of one commit after another", keep_committing, after_commit, CHANGES),
    Kind(f"writers of {BULK:,} documents at once", keep_bulking, after_bulk, 2),
    Kind("rebuilds", keep_rebuilding, after_rebuild, 3),
)


class LossError(Exception):
    """The index is not what it should be."""


class Course:
    """One index, and the writers that are killed on it one after another."""

    def __init__(self, kind: Kind, folder: Path, chance: random.Random) -> None:
        self.kind = kind
        self.folder = folder
        self.chance = chance
        self.last = 0
        self.half_written = 0
        store = Store(folder)
        store.empty()
        started = time.monotonic()
        for number in self._finish(2):
            self.last = number
        self.pace = (time.monotonic() - started) / 2

    def kill_one(self) -> None:
        reported = self._killed()
        before = self._state()
        if before not in (reported, reported + 1):
            raise LossError(f"change {reported} was reported, and the index is as after change {before}")
        self.half_written += before > reported or self._has_leftovers()
        self.last = before
        for number in self._finish(1):
            self.last = number
        if self._state() != self.last or self._has_leftovers():
            raise LossError(
                f"the next writer made change {self.last}, and the index is as after {self._state()}"
            )

    def _killed(self) -> int:
        """The last change that a writer reported before it was killed.

        At any moment, and every other time at one when it was seen to write, as most of its time goes in thinking.
        """
        reader, writer = os.pipe()
        child = self._child(writer, sys.maxsize)
        os.close(writer)
        time.sleep(self.chance.uniform(0, self.pace * self.kind.changes))
        if self.chance.random() < 0.5:
            self._await_a_file()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader) as reports:
            return max((int(line) for line in reports if line.endswith("\n")), default=self.last)

    def _await_a_file(self) -> None:
        before, until = self._files(), time.monotonic() + self.pace * 3
        while self._files() == before and time.monotonic() < until:
            time.sleep(0.0002)
        time.sleep(self.chance.uniform(0, 0.01))

    def _files(self) -> set[Path]:
        return set(self.folder.glob("index-*/*"))

    def _finish(self, changes: int) -> Iterator[int]:
        """Changes by a writer that is left alone."""
        reader, writer = os.pipe()
        child = self._child(writer, self.last + changes)
        os.close(writer)
        with os.fdopen(reader) as reports:
            done = [int(line) for line in reports]
        if os.waitpid(child, 0)[1] or len(done) != changes:
            raise LossError("the next writer could not go on")
        yield from done

    def _child(self, pipe: int, stop: int) -> int:
        child = os.fork()
        if child:
            return child

        def report(number: int) -> None:
            os.write(pipe, f"{number}\n".encode())
            if number >= stop:
                os._exit(0)

        try:
            self.kind.work(Store(self.folder), self.last + 1, report)
        finally:
            os._exit(1)

    def _state(self) -> int:
        """The change after which the index is as it is now, seen by somebody who opens it anew."""
        store = Store(self.folder)
        there = kept(store)
        number = self._version(store)
        if there != self.kind.after(number):
            raise LossError(f"after change {number} the index holds {len(there)} documents")
        for part in (searching("titel"), searching("inhoud"), suggesting("tit"), _present()):
            if set(keys(store, part)) != there:
                raise LossError(f"documents of change {number} are half there")
        return number

    def _version(self, store: Store) -> int:
        found = ranking(store, searching("vervangen")).counts("f_version")
        if found.total() != 1:
            raise LossError(f"the document that is replaced is there {found.total()} times")
        return int(str(decode(*found)))

    def _has_leftovers(self) -> bool:
        """Files that no commit knows of."""
        folders = [path for path in self.folder.glob("index-*") if path.is_dir()]
        segments = {path.stem for folder in folders for path in folder.glob("MAIN_*.*")}
        with Store(self.folder).snapshot() as snapshot:
            return len(segments) != len(snapshot.leaves) or len(folders) > 1


def _present() -> Plan:
    return searching(MATCH_ALL, filter=where("present", True))


def run(kind: Kind, folder: Path, times: int, seed: int) -> str:
    course = Course(kind, folder, random.Random(seed))
    for _ in range(times):
        course.kill_one()
    writing = f"{course.half_written} of them while writing files"
    return f"{times} {kind.name} killed, {writing}: nothing lost, nothing half there"


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills writers at random moments and looks at what is left.")
    parser.add_argument("--times", type=int, default=100, help="kills of each kind of writer")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kill-test-"))
    failed = 0
    for place, kind in enumerate(KINDS):
        try:
            line = run(kind, folder / str(place), options.times, options.seed)
        except LossError as loss:
            line, failed = f"{kind.name}: {loss} (seed {options.seed}, {folder / str(place)})", 1
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    if not failed:
        shutil.rmtree(folder)
    return failed


if __name__ == "__main__":
    sys.exit(main())
