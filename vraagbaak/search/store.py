"""The folder of an index: which generation is current, locking, reading, writing and rebuilding.

INDEX_DIR/current        the name of the folder in use; replaced in one rename
INDEX_DIR/building       the name of the folder a rebuild is filling; changes go to its journal too
INDEX_DIR/write.lock     held during every change; processes wait for each other
INDEX_DIR/rebuild.lock   held during a rebuild
INDEX_DIR/index-*/       Whoosh indexes
"""

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import numpy as np
from whoosh.util.filelock import FileLock, try_for

from vraagbaak.search import damage, writing
from vraagbaak.search.columns import Docs
from vraagbaak.search.damage import IndexDamagedError, IndexMissingError
from vraagbaak.search.documents import Document
from vraagbaak.search.segments import Segment

logger = logging.getLogger("vraagbaak.search")

CURRENT = "current"
BUILDING = "building"
WRITE_LOCK = "write.lock"
REBUILD_LOCK = "rebuild.lock"

TRIES = 5
MAX_CACHED_FREQUENCIES = 10_000
WRITE_TIMEOUT = 300.0
"""Seconds a writer waits for the others."""


class Leaf(NamedTuple):
    """One segment as a reader sees it: `live` excludes the documents deleted since."""

    segment: Segment
    live: Docs


@dataclass
class Snapshot:
    """The index at one moment; immutable, so all threads may share it."""

    token: tuple[str, int]
    leaves: list[Leaf]
    field_numbers: dict[str, int]
    lexicons: dict[str, Any] = field(default_factory=dict)
    """Created by `lexicon` when they are first needed."""
    frequencies: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(leaf.segment.size for leaf in self.leaves)

    @property
    def documents(self) -> int:
        return sum(int(np.count_nonzero(leaf.live)) for leaf in self.leaves)

    def frequency(self, field: str, term: str) -> int:
        """The number of documents with the term, including those deleted since."""
        key = field, term
        found = self.frequencies.get(key)
        if found is None:
            found = sum(leaf.segment.words(field).size(term) for leaf in self.leaves)
            if len(self.frequencies) >= MAX_CACHED_FREQUENCIES:
                self.frequencies.clear()
            self.frequencies[key] = found
        return found


class Store:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._latest_snapshot: Snapshot | None = None
        self._segments: dict[str, Segment] = {}

    # Reading

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The index as of the latest commit, opened once for all searches until the next commit.

        Raises `IndexMissingError` or `IndexDamagedError`; an error raised inside the block only counts as
        damage if the files prove it.
        """
        snapshot = self._latest()
        try:
            yield snapshot
        except Exception:
            self._latest_snapshot = None
            self.verify()
            raise

    def token(self) -> tuple[str, int]:
        """Identifies the latest commit; every search checks it."""
        name = self._read_name(CURRENT)
        generation = writing.latest_generation(self.folder / name) if name else -1
        if generation < 0:
            raise IndexMissingError(str(self.folder))
        return name, generation

    def verify(self) -> None:
        """Read all files of the latest commit and raise `IndexDamagedError` if one differs from what was written."""
        token = self.token()
        folder = self.folder / token[0]
        try:
            damage.verify(folder, writing.file_names(folder), again=True)
        except IndexDamagedError:
            raise
        except Exception as error:  # unpickling garbage may raise anything
            raise IndexDamagedError(folder, repr(error)) from error

    def _latest(self) -> Snapshot:
        for _ in range(TRIES):
            token = self.token()
            snapshot = self._latest_snapshot
            if snapshot is not None and snapshot.token == token:
                return snapshot
            try:
                return self._open(token)
            except IndexDamagedError:
                if self.token() == token:  # otherwise a writer or a rebuild removed the files meanwhile
                    raise
        return self._open(self.token())

    def _open(self, token: tuple[str, int]) -> Snapshot:
        folder = self.folder / token[0]
        try:
            contents = writing.read_contents(folder)
            names = [name for segment in contents.segments for name in segment.file_names()]
            damage.verify(folder, [writing.toc_name(contents.generation), *names])
            leaves = [self._leaf(folder, segment) for segment in contents.segments]
            numbers = writing.read_numbers(folder)
        except IndexDamagedError:
            raise
        except Exception as error:  # unpickling garbage may raise anything
            raise IndexDamagedError(folder, repr(error)) from error
        self._forget_old_segments(leaves)
        self._latest_snapshot = Snapshot((token[0], contents.generation), leaves, numbers)
        return self._latest_snapshot

    def _leaf(self, folder: Path, contents: Any) -> Leaf:
        name = contents.segment_id()
        if name not in self._segments:
            self._segments[name] = Segment(folder, contents)
        segment = self._segments[name]
        return Leaf(segment, segment.live_docs(contents.deleted_docs()))

    def _forget_old_segments(self, leaves: Sequence[Leaf]) -> None:
        current = {id(leaf.segment) for leaf in leaves}
        self._segments = {name: kept for name, kept in self._segments.items() if id(kept) in current}

    # Writing

    @contextmanager
    def locked(self, name: str = WRITE_LOCK, timeout: float = WRITE_TIMEOUT) -> Iterator[None]:
        """Exclusive among all threads and processes. Raises TimeoutError after `timeout` seconds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.folder / name))
        if not try_for(lock.acquire, timeout=timeout, delay=0.02):
            raise TimeoutError(f"another process held {self.folder / name} for {timeout} seconds")
        try:
            yield
        finally:
            lock.release()

    def write(self, put: Sequence[Document] = (), drop: Sequence[str] = ()) -> None:
        """Add or replace documents and remove ids, in one commit.

        Raises `IndexMissingError` if there is no index, so that a lost index is rebuilt rather than started again with
        one document. During a rebuild the change also goes into its journal.
        """
        with self.locked():
            building = self.building()
            if building is not None:
                writing.append_journal(building, put, drop)
            name = self._read_name(CURRENT)
            if name and (self.folder / name).is_dir():
                self._apply(self.folder / name, put, drop)
            elif building is None:
                raise IndexMissingError(str(self.folder))

    def _apply(self, folder: Path, put: Sequence[Document], drop: Sequence[str]) -> None:
        try:
            writing.apply(folder, put, drop)
        except Exception as error:
            logger.warning("The search index could not be written: %r", error)
            self.verify()
            raise

    # Rebuilding

    def building(self) -> Path | None:
        """The folder of the rebuild under way; a rebuild that was killed does not count."""
        name = self._read_name(BUILDING)
        return self.folder / name if name and self.rebuild_under_way() else None

    def rebuild_under_way(self) -> bool:
        try:
            with self.locked(REBUILD_LOCK, timeout=0):
                return False
        except TimeoutError:
            return True
        except OSError:  # a folder that cannot be written to
            return False

    def begin(self) -> Path:
        """A folder to fill, with a journal for changes meanwhile. The caller holds the rebuild lock."""
        with self.locked():
            self._remove_all_but(self._read_name(CURRENT))
            folder = self.folder / f"index-{uuid4().hex[:12]}"
            writing.create(folder)
            self._write_name(BUILDING, folder.name)
        return folder

    def swap(self, folder: Path) -> None:
        """Replay the journal and put the folder into use; changes wait during this."""
        with self.locked():
            writing.replay_journal(folder)
            self._write_name(CURRENT, folder.name)
            (self.folder / BUILDING).unlink(missing_ok=True)
            self._remove_all_but(folder.name)

    def discard(self, folder: Path) -> None:
        """Stop using a damaged folder, unless another has already replaced it."""
        with self.locked():
            if self._read_name(CURRENT) == folder.name:
                (self.folder / CURRENT).unlink(missing_ok=True)

    def empty(self) -> None:
        """Put an empty index into use."""
        with self.locked():
            building = self.building()
            folder = self.folder / f"index-{uuid4().hex[:12]}"
            writing.create(folder)
            self._write_name(CURRENT, folder.name)
            self._remove_all_but(folder.name, building.name if building else "")

    def _remove_all_but(self, *kept: str) -> None:
        for path in self.folder.glob("index-*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    # Names

    def _read_name(self, file: str) -> str:
        """The folder name in one of our small files; "" if the file is missing or holds something else."""
        try:
            name = (self.folder / file).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return name if name.startswith("index-") and name[6:].isalnum() else ""

    def _write_name(self, file: str, name: str) -> None:
        temporary = self.folder / f"{file}.new"
        temporary.write_text(name, encoding="ascii")
        temporary.replace(self.folder / file)


_stores: dict[Path, Store] = {}


def store_for(folder: str | Path) -> Store:
    """The store of a folder, one per process."""
    return _stores.setdefault(Path(folder).absolute(), Store(Path(folder).absolute()))
