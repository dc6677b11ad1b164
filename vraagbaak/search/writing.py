"""Changes to one Whoosh folder. The callers hold the write lock; nothing here waits for another process."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField, get_indexed_models
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from vraagbaak.search import damage
from vraagbaak.search.documents import Document, filter_columns
from vraagbaak.search.schema import ID, LANGUAGE, PK, PREFIX, TYPES, base_schema, column, text_field

FIELD_NUMBERS = "fields.json"
JOURNAL = "journal.jsonl"
BULK_MEMORY_MB = 256

Change = tuple[list[Document], list[str]]


def open_index(folder: Path) -> FileIndex:
    # Without mmap: reading beyond the end of a mapped file that was truncated kills the process.
    return FileIndex(FileStorage(str(folder), supports_mmap=False))


def toc_name(generation: int) -> str:
    return f"_MAIN_{generation}.toc"


def latest_generation(folder: Path) -> int:
    """The number of the last commit, from the names alone; -1 where there is no index."""
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
    """Field name to the number that positions in the index carry."""
    numbers: dict[str, int] = json.loads((folder / FIELD_NUMBERS).read_text(encoding="utf-8"))
    return numbers


def apply(folder: Path, put: Sequence[Document], drop: Sequence[str]) -> None:
    """One commit: `put` replaces documents of the same id, `drop` are ids to remove."""
    latest = {document.id: document for document in put}
    with Bulk(folder) as bulk:
        bulk.remove({*latest, *drop})
        bulk.add(list(latest.values()))


class Bulk:
    """One Whoosh writer; commits on leaving, unless an error came by."""

    def __init__(self, folder: Path, memory_mb: int = 32) -> None:
        self.folder = folder
        self._memory_mb = memory_mb
        self._writer: Any = None
        self._added: set[str] = set()

    def __enter__(self) -> "Bulk":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.cancel()

    def add(self, documents: Sequence[Document]) -> None:
        """Add documents; one that was added before is replaced."""
        again = self._added.intersection(document.id for document in documents)
        if again:
            self.commit()  # Whoosh can only remove what was committed
            self.remove(again)
        numbers = self._numbers_for(documents)
        writer = self._writer_with({name for document in documents for name in document.columns})
        for document in documents:
            writer.add_document(**_whoosh_fields(document, numbers))
        self._added.update(document.id for document in documents)

    def remove(self, ids: set[str]) -> None:
        writer = self._writer_with(set())
        reader = writer.reader()
        try:
            for document_id in ids:
                for number in _numbers_of(reader, document_id):
                    writer.delete_document(number)
        finally:
            reader.close()

    def commit(self, *, optimize: bool = False) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        writer.commit(optimize=optimize)
        self._added.clear()
        damage.write_manifest(self.folder, _committed_files(self.folder))

    def cancel(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None

    def _writer_with(self, columns: set[str]) -> Any:
        """The writer, with columns for filter fields that came after the index was made."""
        if self._writer is not None and columns <= set(self._writer.schema.names()):
            return self._writer
        self.commit()
        _remove_leftovers(self.folder)
        self._writer = open_index(self.folder).writer(limitmb=self._memory_mb)
        for name in sorted(columns - set(self._writer.schema.names())):
            self._writer.add_field(name, column())
        return self._writer

    def _numbers_for(self, documents: Sequence[Document]) -> dict[str, int]:
        numbers = read_numbers(self.folder)
        names = {text[0] for document in documents for text in (*document.texts, *document.prefixes)}
        new = sorted(names - set(numbers))
        if new:
            numbers |= {name: len(numbers) + place for place, name in enumerate(new)}
            _write_numbers(self.folder, numbers)
        return numbers


def file_names(folder: Path) -> list[str]:
    """The files of the latest commit."""
    index = open_index(folder)
    reader = index.reader()
    try:
        segments = [leaf.segment() for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        return [toc_name(index.latest_generation()), *(segment.make_filename(".seg") for segment in segments)]
    finally:
        reader.close()


def _committed_files(folder: Path) -> list[str]:
    """As `file_names`, right after a commit: Whoosh has just removed all other segments."""
    return [toc_name(latest_generation(folder)), *(path.name for path in folder.glob("MAIN_*.seg"))]


def append_journal(folder: Path, put: Sequence[Document], drop: Sequence[str]) -> None:
    with (folder / JOURNAL).open("a", encoding="utf-8") as journal:
        line = {"put": [document.data() for document in put], "drop": list(drop)}
        journal.write(json.dumps(line) + "\n")


def replay_journal(folder: Path) -> None:
    """Apply what the journal says last of every document, in one commit."""
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
    """The changes in the order in which they came, without a line that a killed writer left half done."""
    try:
        lines = (folder / JOURNAL).read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return
    for line in lines[:-1]:
        change = json.loads(line)
        yield [Document(**data) for data in change["put"]], change["drop"]


def _whoosh_fields(document: Document, numbers: dict[str, int]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: value.encode() for name, value in document.columns.items() if value}
    fields |= {ID: document.id, PK: document.pk.encode(), TYPES: document.types.encode()}
    fields[LANGUAGE] = document.language.encode()
    fields[text_field(document.language)] = [(numbers[name], *rest) for name, *rest in document.texts]
    fields[PREFIX] = [(numbers[name], *rest) for name, *rest in document.prefixes]
    return fields


def _numbers_of(reader: Any, document_id: str) -> list[int]:
    try:
        return list(reader.postings(ID, document_id).all_ids())
    except TermNotFound:
        return []


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
    """What a killed writer left: its temporary folder and unfinished tables of contents."""
    for path in folder.glob("*.tmp"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("_MAIN_*.toc.*"):
        path.unlink(missing_ok=True)
