"""A file of named numpy arrays: written once, then read in pieces by any number of processes and threads.

The arrays follow one another, each aligned to eight bytes; after them comes the directory as JSON, and the last
bytes tell where it begins. Pieces are read with `pread`, not through a memory map: touching a mapped page of a
truncated file kills the process, while a short read can be detected.
"""

import json
import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np

Array = np.ndarray[Any, Any]

MAGIC = b"arrays01"
BOUNDARY = 8


class UnreadableArraysError(Exception):
    """The file is not in this format, or not complete."""


def write_arrays(file: IO[bytes], arrays: Mapping[str, Array]) -> None:
    directory = {}
    offset = file.write(MAGIC) or len(MAGIC)
    for name, array in arrays.items():
        content = np.ascontiguousarray(array).data.cast("B") if array.size else b""
        directory[name] = [array.dtype.str, offset, array.size]
        file.write(content)
        padding = -len(content) % BOUNDARY
        file.write(b"\0" * padding)
        offset += len(content) + padding
    file.write(json.dumps(directory).encode())
    file.write(offset.to_bytes(8, "little") + MAGIC)


class ArrayFile:
    """Open as long as it is referenced; a file that is deleted meanwhile can still be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDONLY)
        self._close = weakref.finalize(self, os.close, self._descriptor)
        self._directory = self._read_directory(os.fstat(self._descriptor).st_size)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        return list(self._directory)

    def array(self, name: str) -> Array:
        """The whole array; an empty one where there is none of this name."""
        return self.piece(name, 0, self.size(name))

    def size(self, name: str) -> int:
        return int(self._directory[name][2]) if name in self._directory else 0

    def piece(self, name: str, start: int, stop: int) -> Array:
        """Elements `start` up to `stop`; read-only."""
        if name not in self._directory or start >= stop:
            return np.empty(0, dtype=self._directory[name][0] if name in self._directory else np.uint32)
        kind = np.dtype(self._directory[name][0])
        content = self._read(self._directory[name][1] + start * kind.itemsize, (stop - start) * kind.itemsize)
        return np.frombuffer(content, dtype=kind)

    def _read(self, offset: int, length: int) -> bytes:
        content = os.pread(self._descriptor, length, offset)
        while 0 < len(content) < length:  # the system may give a long read in parts
            more = os.pread(self._descriptor, length - len(content), offset + len(content))
            if not more:
                break
            content += more
        if len(content) != length:
            raise UnreadableArraysError(f"{self.path.name} ends too early")
        return content

    def _read_directory(self, size: int) -> dict[str, Any]:
        tail = BOUNDARY + len(MAGIC)
        if size < len(MAGIC) + tail or self._read(size - len(MAGIC), len(MAGIC)) != MAGIC:
            raise UnreadableArraysError(f"{self.path.name} is not whole")
        start = int.from_bytes(self._read(size - tail, BOUNDARY), "little")
        if not 0 < start <= size - tail:
            raise UnreadableArraysError(f"{self.path.name} has no directory")
        directory: dict[str, Any] = json.loads(self._read(start, size - tail - start))
        return directory
