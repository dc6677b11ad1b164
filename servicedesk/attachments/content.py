"""Whether a file is what its name says, and nothing else as well.

A file that is two things at once (a PDF that is also a ZIP, a picture with a page behind it) is refused: what one
program shows as a picture, another one would run. Nothing here is unpacked to disk or decoded in full.
"""

import re
import struct
import zlib
from collections.abc import Callable
from typing import IO

import puremagic
from PIL import Image

from servicedesk.attachments.choices import FileKind
from servicedesk.attachments.file_signatures import (
    BEGINNING,
    PDF_SIGN,
    WEB_PAGE,
    ZIP_ENTRY,
    UnfitContentError,
    require,
)
from servicedesk.attachments.packages import check_open_document, check_open_xml, holds_zip

PIECE = 1 << 16
MAX_PIXELS = 80_000_000
MAX_SIGN_LENGTH = 32
PDF_END = b"%%EOF"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
BROKEN_PICTURE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def check_content(file: IO[bytes], *, kind: FileKind, extension: str) -> None:
    """Raises UnfitContentError."""
    file.seek(0)
    CHECKS[kind.family](file, kind, extension)
    file.seek(0)


def check_pdf(file: IO[bytes], kind: FileKind, extension: str) -> None:
    beginning = file.read(BEGINNING)
    require(beginning.startswith(PDF_SIGN) and looks_like(file, extension))
    require(not WEB_PAGE.search(beginning) and not holds_zip(file))
    require(ends_as_pdf(file))


def ends_as_pdf(file: IO[bytes]) -> bool:
    """Behind its last end stands nothing to speak of."""
    size = file.seek(0, 2)
    file.seek(max(0, size - BEGINNING))
    _content, end, behind = file.read().rpartition(PDF_END)
    return bool(end) and not WEB_PAGE.search(behind)


def check_image(file: IO[bytes], kind: FileKind, extension: str) -> None:
    require(looks_like(file, extension) and not holds_zip(file))
    require(not holds_other_file(file))
    try:
        file.seek(0)
        with Image.open(file, formats=[kind.mark]) as image:
            require(image.width * image.height <= MAX_PIXELS)
            image.verify()
    except BROKEN_PICTURE as broken:
        raise UnfitContentError from broken


def looks_like(file: IO[bytes], extension: str) -> bool:
    file.seek(0)
    try:
        matches = puremagic.magic_stream(file)
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension == f".{extension}" for match in matches)


def holds_other_file(file: IO[bytes]) -> bool:
    """Whether a PDF, a ZIP or a web page stands somewhere in the file."""
    file.seek(0)
    carried = b""
    while piece := file.read(PIECE):
        window = carried + piece
        if PDF_SIGN in window or ZIP_ENTRY.search(window) or WEB_PAGE.search(window):
            return True
        carried = window[-MAX_SIGN_LENGTH:]
    return False


def check_text(file: IO[bytes], kind: FileKind, extension: str) -> None:
    """Text in any of the encodings that notepads write; it is only ever sent as plain text."""
    content = file.read()
    require(not holds_zip(file) and PDF_SIGN not in content[:BEGINNING])
    require(not CONTROL.search(decoded(content)))


def decoded(content: bytes) -> str:
    encodings = (
        ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252", "latin-1"]
    )
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnfitContentError


CHECKS: dict[str, Callable[[IO[bytes], FileKind, str], None]] = {
    "pdf": check_pdf,
    "image": check_image,
    "text": check_text,
    "open_xml": check_open_xml,
    "open_document": check_open_document,
}
