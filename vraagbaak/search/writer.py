"""Whoosh's segment writer for our segment format: one commit adds one segment and may merge small ones into it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from vraagbaak.search.arrays import Array, ArrayFile
from vraagbaak.search.codec import COLUMNS, POSTINGS, ArrayCodec, segment_file
from vraagbaak.search.columns import Column, column_of, merge_columns, read_column
from vraagbaak.search.documents import Document
from vraagbaak.search.postings import Postings, PostingsBuffer, field_names, merge, read_postings
from vraagbaak.search.schema import (
    ID,
    LANGUAGE,
    PK,
    PREFIX,
    TYPES,
    Segments,
    column,
    head_field,
    text_field,
    whole_field,
)

MERGE_UP_TO = 3
"""A segment of up to this many times the size of the commit is merged, so that the number of segments stays small."""
ORDINARY_BOOST = 1.0
"""A field with a boost above this is a head field: it says what the document is about."""
MAX_DELETED = 0.2
"""The share of a segment that may be deleted documents."""


def open_index(folder: Path) -> FileIndex:
    return FileIndex(FileStorage(str(folder), supports_mmap=False))


class ArrayWriter(SegmentWriter):
    """One commit. `pending` are the ids of the documents in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(open_index(folder), codec=ArrayCodec(), compound=False)
        self.pending: set[str] = set()
        self._buffers: dict[str, PostingsBuffer] = defaultdict(PostingsBuffer)
        self._values: dict[str, dict[int, str]] = defaultdict(dict)
        self._merged: list[MergedSegment] = []

    def add_columns(self, names: Iterable[str]) -> None:
        """Columns for filter fields that were added after the index was created."""
        for name in sorted(set(names) - set(self.schema.names())):
            self.add_field(name, column())

    def put(self, document: Document, numbers: Mapping[str, int]) -> None:
        """Add a document; `numbers` gives the number of each of its text fields."""
        for name, value in _columns_of(document).items():
            self._values[name][self.docnum] = value
        texts: Segments = [(numbers[name], text, boost) for name, text, boost in document.texts]
        prefixes: Segments = [(numbers[name], text, boost) for name, text, boost in document.prefixes]
        self._collect(text_field(document.language), texts)
        self._collect(head_field(document.language), [text for text in texts if text[2] > ORDINARY_BOOST])
        self._collect(whole_field(document.language), texts)
        self._collect(PREFIX, prefixes)
        self.pending.add(document.id)
        self._added = True
        self.docnum += 1

    def remove(self, ids: Iterable[str]) -> None:
        """Mark the committed documents with these ids as deleted."""
        wanted = list(ids)
        for segment in self.segments:
            column = read_column(segment_file(self.storage, segment, COLUMNS), ID, segment.doc_count_all())
            for document_id in wanted:
                doc = column.doc(document_id)
                if doc >= 0:
                    segment.delete_document(doc)

    def give_up(self) -> None:
        """Undo the commit, also if it failed halfway, for lack of disk space for instance."""
        if not self.is_closed:
            self.cancel()
        for name in self.newsegment.file_names():
            if self.storage.file_exists(name) and self.newsegment not in self.segments:
                self.storage.delete_file(name)

    def add_reader(self, reader: SegmentReader) -> None:
        """Merge a committed segment, without its deleted documents."""
        segment = reader.segment()
        if segment.doc_count():
            merged = MergedSegment(self.storage, segment, self.docnum)
            self._merged.append(merged)
            self.docnum += len(merged.kept)
            self._added = True

    def _collect(self, field: str, texts: Segments) -> None:
        entries, found_by = self.schema[field].entries(texts)
        if entries:
            self._buffers[field].add(self.docnum, entries, found_by)

    def _flush_segment(self) -> None:
        own = self.docnum - sum(len(merged.kept) for merged in self._merged)
        columns = {name: self._column(name, own) for name in self._column_names()}
        self.perdocwriter.write_columns(columns)
        self.fieldwriter.write_postings({name: self._postings(name) for name in self._field_names()})

    def _column_names(self) -> list[str]:
        return sorted(name for name, field in self.schema.items() if field.column_type is not None)

    def _field_names(self) -> list[str]:
        return sorted(set(self._buffers).union(*(merged.field_names() for merged in self._merged)))

    def _column(self, name: str, own: int) -> Column:
        values = self._values.get(name, {})
        new = (column_of([values.get(doc, "") for doc in range(own)]), np.arange(own))
        return merge_columns([new, *((merged.column(name), merged.kept) for merged in self._merged)])

    def _postings(self, name: str) -> Postings:
        parts: list[tuple[Postings, Callable[[Array], Array]]] = []
        if name in self._buffers:
            parts.append((self._buffers[name].postings(), lambda docs: docs))
        parts.extend((merged.postings(name), merged.renumber) for merged in self._merged)
        return parts[0][0] if len(parts) == 1 and name in self._buffers else merge(parts)


class MergedSegment:
    """A committed segment that is being merged into a new one: `kept` are its live documents, in order."""

    def __init__(self, storage: Any, segment: Any, first: int) -> None:
        self._size = int(segment.doc_count_all())
        self._columns: ArrayFile = segment_file(storage, segment, COLUMNS)
        self._file: ArrayFile = segment_file(storage, segment, POSTINGS)
        live = np.ones(self._size, dtype=bool)
        live[list(segment.deleted_docs())] = False
        self.kept = np.flatnonzero(live)
        self._numbers = np.full(self._size, -1, dtype=np.int64)
        self._numbers[self.kept] = first + np.arange(len(self.kept))

    def renumber(self, docs: Array) -> Array:
        return self._numbers[docs]

    def column(self, name: str) -> Column:
        return read_column(self._columns, name, self._size)

    def field_names(self) -> list[str]:
        return field_names(self._file)

    def postings(self, name: str) -> Postings:
        return read_postings(self._file, name)


def merge_small(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """A merge policy for Whoosh: merges segments that are small or have many deletions; returns the others."""
    merged, size = [], max(len(writer.pending), 1)
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if segment.doc_count() <= MERGE_UP_TO * size:
            merged.append(segment)
            size += segment.doc_count()
        elif segment.deleted_count() > MAX_DELETED * segment.doc_count_all():
            merged.append(segment)
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in merged]


def _columns_of(document: Document) -> dict[str, str]:
    own = {ID: document.id, PK: document.pk, TYPES: document.types, LANGUAGE: document.language}
    return {name: value for name, value in document.columns.items() if value} | own
