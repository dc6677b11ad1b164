"""Our file format for Whoosh's segments: two files of arrays, one with columns and one with postings.

Whoosh still does the table of contents, the list of segments and their deletions, commits and merging; only the
contents of a segment are ours. In Whoosh's own format a prefix expands into a posting list per word, and postings are
decoded one by one; here each of these is a single read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.reading import TermInfo, TermNotFound

from vraagbaak.search.arrays import Array, ArrayFile, write_arrays
from vraagbaak.search.columns import Column
from vraagbaak.search.postings import Postings, field_names, read_vocabulary
from vraagbaak.search.vocabulary import Vocabulary

POSTINGS = ".posts"
COLUMNS = ".cols"


class ArraySegment(W3Segment):
    def should_assemble(self) -> bool:
        return False

    def file_names(self) -> list[str]:
        return [self.make_filename(POSTINGS), self.make_filename(COLUMNS)]


class ArrayCodec(base.Codec):
    length_stats = False

    def per_document_writer(self, storage: Any, segment: Any) -> "ColumnsWriter":
        return ColumnsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> "PostingsWriter":
        return PostingsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> "TermsReader":
        return TermsReader(segment_file(storage, segment, POSTINGS))

    def per_document_reader(self, storage: Any, segment: Any) -> "DocumentsReader":
        return DocumentsReader(segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(self, indexname)

    def supports_columns(self) -> bool:
        return True


def segment_file(storage: Any, segment: Any, extension: str) -> ArrayFile:
    return ArrayFile(Path(storage.folder) / segment.make_filename(extension))


class _ArraysWriter:
    """Creates its file when it writes: Whoosh also closes writers when it cancels."""

    extension: str

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def write(self, arrays: dict[str, Array]) -> None:
        file = self._storage.create_file(self._segment.make_filename(self.extension))
        try:
            write_arrays(file, arrays)
        finally:
            file.close()

    def close(self) -> None:
        self.is_closed = True


class ColumnsWriter(_ArraysWriter):
    extension = COLUMNS

    def write_columns(self, columns: dict[str, Column]) -> None:
        self.write(
            {key: array for name, column in columns.items() for key, array in column.arrays(name).items()}
        )


class PostingsWriter(_ArraysWriter):
    extension = POSTINGS

    def write_postings(self, postings: dict[str, Postings]) -> None:
        self.write(
            {key: array for name, found in postings.items() for key, array in found.arrays(name).items()}
        )


class DocumentsReader(base.PerDocumentReader):
    """Counts and deletions. Our columns are read by `segments`; Whoosh's own searcher does not use them."""

    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Any:
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return False

    def stored_fields(self, docnum: int) -> dict[str, object]:
        return {}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return default


class TermsReader(base.TermsReader):
    """The terms, for Whoosh's own tools."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._extent(*term)[1] > 0

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, word) for name in field_names(self._file) for word in self._words(name))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        words = self._words(fieldname)
        return ((fieldname, words[number]) for number in range(words.with_prefix(prefix)[0], len(words)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def indexed_field_names(self) -> list[str]:
        return field_names(self._file)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        start, stop = self._extent(fieldname, text)
        if start == stop:
            raise TermNotFound(f"{fieldname}:{text!r}")
        docs = self._file.piece(f"{fieldname}/docs", start, stop)
        weights = self._file.piece(f"{fieldname}/weights", start, stop).astype(np.float32)
        return TermInfo(
            weight=float(weights.sum()),
            df=stop - start,
            minlength=0,
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        start, stop = self._extent(fieldname, text)
        return stop - start

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        start, stop = self._extent(fieldname, text)
        if start == stop:
            return NullMatcher()
        ids = self._file.piece(f"{fieldname}/docs", start, stop).tolist()
        weights = self._file.piece(f"{fieldname}/weights", start, stop).astype(np.float32).tolist()
        return ListMatcher(ids, weights, scorer=scorer, term=(fieldname, text))

    def _words(self, name: str) -> Vocabulary:
        return read_vocabulary(self._file, name, "words", "starts")

    def _extent(self, fieldname: str, text: bytes) -> tuple[int, int]:
        number = self._words(fieldname).find(text)
        if number < 0:
            return 0, 0
        ends = self._file.array(f"{fieldname}/ends")
        return int(ends[number - 1]) if number else 0, int(ends[number])

    def close(self) -> None:
        """The file closes when it is no longer referenced."""
