"""Changes to one Whoosh folder. Callers hold the write lock; nothing here waits for another process."""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField, get_indexed_models
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from vraagbaak.search import damage
from vraagbaak.search.documents import Document, filter_columns
from vraagbaak.search.schema import base_schema, column
from vraagbaak.search.writer import ArrayWriter, merge_small, open_index

FIELD_NUMBERS = "fields.json"
JOURNAL = "journal.jsonl"
DOCUMENTS_AT_A_TIME = 20_000
"""Documents that one commit of a rebuild holds in memory: about 400 MB for answers of 60 to 200 words."""

Change = tuple[list[Document], list[str]]


def toc_name(generation: int) -> str:
    return f"_MAIN_{generation}.toc"


def latest_generation(folder: Path) -> int:
    """The number of the last commit, from the file names alone; -1 if there is no index."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return -1
    numbers = [name[6:-4] for name in names if name.startswith("_MAIN_") and name.endswith(".toc")]
    return max((int(number) for number in numbers if number.isdigit()), default=-1)


def create(folder: Path) -> None:
    """An empty index with the columns and field numbers of all indexed models."""
    folder.mkdir(parents=True)
    schema = base_schema()
    for name in sorted({name for model in get_indexed_models() for name in filter_columns(model)}):
        schema.add(name, column())
    names = {name for model in get_indexed_models() for name in _text_names(model.get_search_fields(), "")}
    _write_numbers(folder, {name: number for number, name in enumerate(sorted(names))})
    FileIndex.create(FileStorage(str(folder), supports_mmap=False), schema)


def read_numbers(folder: Path) -> dict[str, int]:
    """Search field name to its number in the positions of the index."""
    numbers: dict[str, int] = json.loads((folder / FIELD_NUMBERS).read_text(encoding="utf-8"))
    return numbers


def apply(folder: Path, put: Sequence[Document], drop: Sequence[str]) -> None:
    """One commit: `put` replaces documents of the same id, `drop` are ids to remove."""
    latest = {document.id: document for document in put}
    with Bulk(folder) as bulk:
        # With all columns from the start: adding one later takes a commit in between, without the documents.
        bulk.writer_with({name for document in put for name in document.columns})
        bulk.remove({*latest, *drop})
        bulk.add(list(latest.values()))


class Bulk:
    """Changes to one index, in commits of at most `DOCUMENTS_AT_A_TIME`; the last on exit, unless an error occurred."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer: ArrayWriter | None = None
        self._written: set[str] = set()

    def __enter__(self) -> "Bulk":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.cancel()

    def add(self, documents: Sequence[Document]) -> None:
        """Add documents; one that was added before is replaced."""
        ids = {document.id for document in documents}
        if self._writer and not self._writer.pending.isdisjoint(ids):
            self.commit()  # an uncommitted document cannot be removed
        self.remove(ids & self._written)
        numbers = self._numbers_for(documents)
        writer = self.writer_with({name for document in documents for name in document.columns})
        for document in documents:
            writer.put(document, numbers)
        if len(writer.pending) >= DOCUMENTS_AT_A_TIME:
            self.commit()

    def remove(self, ids: Collection[str]) -> None:
        if ids:
            self.writer_with(set()).remove(ids)

    def commit(self) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        self._written |= writer.pending
        try:
            writer.commit(mergetype=merge_small)
        except BaseException:
            writer.give_up()
            raise
        damage.write_manifest(self.folder, file_names(self.folder))

    def cancel(self) -> None:
        if self._writer is not None:
            self._writer.give_up()
            self._writer = None

    def writer_with(self, columns: set[str]) -> ArrayWriter:
        """The writer of the next commit, which has these columns."""
        if self._writer is not None and not columns <= set(self._writer.schema.names()):
            self.commit()
        if self._writer is None:
            _remove_leftovers(self.folder)
            self._writer = ArrayWriter(self.folder)
            self._writer.add_columns(columns)
        return self._writer

    def _numbers_for(self, documents: Sequence[Document]) -> dict[str, int]:
        numbers = read_numbers(self.folder)
        names = {text[0] for document in documents for text in (*document.texts, *document.prefixes)}
        new = sorted(names - set(numbers))
        if new:
            numbers |= {name: len(numbers) + step for step, name in enumerate(new)}
            _write_numbers(self.folder, numbers)
        return numbers


def read_contents(folder: Path) -> TOC:
    """Whoosh's table of contents of the latest commit."""
    index = open_index(folder)
    return TOC.read(index.storage, index.indexname)


def file_names(folder: Path) -> list[str]:
    """The files of the latest commit."""
    contents = read_contents(folder)
    segments = [name for segment in contents.segments for name in segment.file_names()]
    return [toc_name(contents.generation), *segments]


def append_journal(folder: Path, put: Sequence[Document], drop: Sequence[str]) -> None:
    with (folder / JOURNAL).open("a", encoding="utf-8") as journal:
        line = {"put": [document.data() for document in put], "drop": list(drop)}
        journal.write(json.dumps(line) + "\n")


def replay_journal(folder: Path) -> None:
    """Apply the last change of every document in the journal, in one commit."""
    put: dict[str, Document] = {}
    drop: set[str] = set()
    for documents, ids in _read_journal(folder):
        put |= {document.id: document for document in documents}
        drop.difference_update(put)
        drop.update(ids)
        put = {document_id: document for document_id, document in put.items() if document_id not in drop}
    if put or drop:
        apply(folder, list(put.values()), list(drop))


def _read_journal(folder: Path) -> Iterator[Change]:
    """The changes in order, without an unfinished line that a killed writer left."""
    try:
        lines = (folder / JOURNAL).read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return
    for line in lines[:-1]:
        change = json.loads(line)
        yield [Document(**data) for data in change["put"]], change["drop"]


def _text_names(search_fields: Sequence[Any], above: str) -> Iterator[str]:
    for search_field in search_fields:
        if isinstance(search_field, RelatedFields):
            yield from _text_names(search_field.fields, f"{above}{search_field.field_name}__")
        elif isinstance(search_field, (SearchField, AutocompleteField)):
            yield above + search_field.field_name


def _write_numbers(folder: Path, numbers: dict[str, int]) -> None:
    temporary = folder / f"{FIELD_NUMBERS}.new"
    temporary.write_text(json.dumps(numbers), encoding="utf-8")
    temporary.replace(folder / FIELD_NUMBERS)


def _remove_leftovers(folder: Path) -> None:
    """Remove what a killed writer left: its temporary folder and unfinished tables of contents."""
    for path in folder.glob("*.tmp"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("_MAIN_*.toc.*"):
        path.unlink(missing_ok=True)
