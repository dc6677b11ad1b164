"""Column storage: each distinct value once, sorted, and for each document the number of its value."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from vraagbaak.search.arrays import Array, ArrayFile
from vraagbaak.search.postings import read_vocabulary
from vraagbaak.search.values import ROW
from vraagbaak.search.vocabulary import Vocabulary, union

Docs = Array
"""A set of documents, as one boolean per document."""


class Column:
    """Document n has the value `values[codes[n]]`; codes sort like the values."""

    def __init__(self, values: Vocabulary, codes: Array) -> None:
        self.values = values
        self.codes = codes
        self.one_each = ROW.encode() not in values.content

    def value(self, doc: int) -> str:
        return self.values[self.codes[doc]].decode()

    def having(self, values: Iterable[str]) -> Docs:
        """The documents with one of exactly these values."""
        codes = [code for value in values if (code := self.values.find(value.encode())) >= 0]
        return self.codes == codes[0] if len(codes) == 1 else np.isin(self.codes, codes)

    def with_prefix(self, text: str) -> Docs:
        first, last = self.values.with_prefix(text.encode())
        return (self.codes >= first) & (self.codes < last)

    def passing(self, accepts: Callable[[str], bool]) -> Docs:
        accepted = np.fromiter(
            (accepts(value.decode()) for value in self.values.words()), dtype=bool, count=len(self.values)
        )
        return accepted[self.codes]

    def kinds(self) -> set[str]:
        """The type letters of the first and the last value, see `values`; None left out."""
        first = 1 if len(self.values) and not self.values[0] else 0
        return (
            {self.values[position][:1].decode() for position in (first, -1)}
            if len(self.values) > first
            else set()
        )

    def doc(self, value: str) -> int:
        """The last document with this value; -1 if there is none."""
        code = self.values.find(value.encode())
        if code < 0:
            return -1
        found = np.flatnonzero(self.codes == code)
        return int(found[-1]) if len(found) else -1

    def arrays(self, name: str) -> dict[str, Array]:
        return {
            f"{name}/values": np.frombuffer(self.values.content, dtype=np.uint8),
            f"{name}/starts": self.values.starts,
            f"{name}/codes": self.codes,
        }


def column_of(values: Sequence[str]) -> Column:
    encoded = [value.encode() for value in values]
    distinct = sorted(set(encoded))
    code = {value: position for position, value in enumerate(distinct)}
    return Column(Vocabulary.of(distinct), np.array([code[value] for value in encoded], dtype=np.uint32))


def read_column(file: ArrayFile, name: str, size: int) -> Column:
    """The column; all "" if the segment was written before the column existed."""
    if f"{name}/codes" not in file:
        return column_of([""] * size)
    return Column(read_vocabulary(file, name, "values", "starts"), file.array(f"{name}/codes"))


def merge_columns(parts: Sequence[tuple[Column, Array]]) -> Column:
    """One column from several, each with the documents to keep."""
    values = union(column.values.words() for column, _ in parts)
    code = {value: position for position, value in enumerate(values)}
    codes = [
        np.array([code[value] for value in column.values.words()], dtype=np.uint32)[column.codes[kept]]
        for column, kept in parts
    ]
    return Column(Vocabulary.of(values), np.concatenate(codes))
