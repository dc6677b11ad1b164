"""The files of office programs, which are ZIPs with known parts."""

import re
import zlib
from lzma import LZMAError
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from servicedesk.attachments.choices import FileKind
from servicedesk.attachments.file_signatures import (
    BEGINNING,
    PDF_SIGN,
    WEB_PAGE,
    ZIP_SIGN,
    UnfitContentError,
    require,
)

MAX_PARTS = 5000
MAX_UNPACKED = 300 << 20
MAX_LIST_LENGTH = 1 << 20
ENCRYPTED = 1
END_SIGN = b"PK\x05\x06"
END_LENGTH = 22
MACROS = re.compile(
    r"vba(project|data)|macrosheets/|activex/|^basic/|^scripts/|\.(exe|dll|js|vbs|jar|class)$", re.IGNORECASE
)
BROKEN_ZIP = (
    BadZipFile,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zlib.error,
    LZMAError,
)


def check_open_xml(file: IO[bytes], kind: FileKind, extension: str) -> None:
    try:
        with ZipFile(whole_zip(file)) as parts:
            names = check_parts(parts)
            require(kind.mark in names and "[Content_Types].xml" in names)
            types = read_part(parts, "[Content_Types].xml")
            require(b"macroenabled" not in types.lower())
    except BROKEN_ZIP as broken:
        raise UnfitContentError from broken


def check_open_document(file: IO[bytes], kind: FileKind, extension: str) -> None:
    try:
        with ZipFile(whole_zip(file)) as parts:
            names = check_parts(parts)
            require("content.xml" in names)
            require(read_part(parts, "mimetype").strip() == kind.content_type.encode())
    except BROKEN_ZIP as broken:
        raise UnfitContentError from broken


def holds_zip(file: IO[bytes]) -> bool:
    """Whether some program may take the file for a ZIP; one that is broken, or a part of several, is one too."""
    try:
        return is_zipfile(file)
    except BadZipFile:
        return True


def whole_zip(file: IO[bytes]) -> IO[bytes]:
    """The file, if it is a ZIP from its first byte to its last."""
    beginning = file.read(BEGINNING)
    require(beginning.startswith(ZIP_SIGN) and PDF_SIGN not in beginning)
    require(not WEB_PAGE.search(beginning))
    # Shorter than the record that ends a ZIP is no ZIP; behind that record nothing may stand.
    file.seek(-END_LENGTH, 2)
    require(file.read(len(END_SIGN)) == END_SIGN)
    return file


def check_parts(parts: ZipFile) -> set[str]:
    entries = parts.infolist()
    require(0 < len(entries) <= MAX_PARTS)
    require(sum(entry.file_size for entry in entries) <= MAX_UNPACKED)
    require(min(entry.header_offset for entry in entries) == 0)
    require(not any(entry.flag_bits & ENCRYPTED or MACROS.search(entry.filename) for entry in entries))
    return {entry.filename for entry in entries}


def read_part(parts: ZipFile, name: str) -> bytes:
    with parts.open(name) as part:
        return part.read(MAX_LIST_LENGTH)
