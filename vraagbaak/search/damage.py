"""Tells a damaged index from a bug in a query.

A segment file never changes once it is written, so its size and checksum are kept in a manifest next to it, and
compared when a process first opens it. A file that is not in the manifest yet (a writer was killed between its commit
and the manifest) is trusted.
"""

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "manifest.json"
_CHUNK = 2**20


class IndexMissingError(Exception):
    """There is no index: it was never built, or its folder was removed."""


class IndexDamagedError(Exception):
    """Files of the index are truncated, missing or altered."""

    def __init__(self, folder: Path, reason: object) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder


_verified: dict[str, tuple[int, int, int]] = {}


def verify(folder: Path, names: Iterable[str], *, again: bool = False) -> None:
    """Raise `IndexDamagedError` where one of these files differs from the manifest.

    A file is read once per process, and once more if `again`.
    """
    manifest = _read_manifest(folder)
    for name in names:
        if again:
            _verified.pop(str(folder / name), None)
        if name in manifest:
            _verify_file(folder / name, *manifest[name])


def write_manifest(folder: Path, names: Iterable[str]) -> None:
    """Record the files of the latest commit; known files are not read again."""
    known = _read_manifest(folder)
    entries = {name: known.get(name) or list(_measure(folder / name)) for name in sorted(names)}
    temporary = folder / f"{MANIFEST}.{os.getpid()}"
    try:
        temporary.write_text(json.dumps(entries), encoding="ascii")
        temporary.replace(folder / MANIFEST)
    except OSError:  # no space; the next process has another number, and would not overwrite this file
        temporary.unlink(missing_ok=True)
        raise


def _read_manifest(folder: Path) -> dict[str, list[int]]:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="ascii"))
        return {str(name): [int(size), int(checksum)] for name, (size, checksum) in content.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise IndexDamagedError(folder, "the manifest cannot be read") from error


def _verify_file(path: Path, size: int, checksum: int) -> None:
    try:
        stat = path.stat()
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if _verified.get(str(path)) == seen:
            return
        found = _measure(path)
    except OSError as error:
        raise IndexDamagedError(path.parent, f"{path.name} cannot be read") from error
    if found != (size, checksum):
        raise IndexDamagedError(path.parent, f"{path.name} is not what was written")
    _verified[str(path)] = seen


def _measure(path: Path) -> tuple[int, int]:
    size = checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
    return size, checksum
