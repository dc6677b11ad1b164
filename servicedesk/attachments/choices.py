"""Which files an asker may send, by the end of their names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """`family` tells how the content is checked; `mark` is what only files of this kind hold."""

    content_type: str
    family: str
    mark: str = ""


OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OPEN_XML = "application/vnd.openxmlformats-officedocument"

KINDS = {
    "pdf": FileKind("application/pdf", "pdf"),
    "png": FileKind("image/png", "image", "PNG"),
    "jpg": FileKind("image/jpeg", "image", "JPEG"),
    "jpeg": FileKind("image/jpeg", "image", "JPEG"),
    "webp": FileKind("image/webp", "image", "WEBP"),
    "docx": FileKind(f"{OPEN_XML}.wordprocessingml.document", "open_xml", "word/document.xml"),
    "xlsx": FileKind(f"{OPEN_XML}.spreadsheetml.sheet", "open_xml", "xl/workbook.xml"),
    "odt": FileKind(f"{OPEN_DOCUMENT}.text", "open_document"),
    "ods": FileKind(f"{OPEN_DOCUMENT}.spreadsheet", "open_document"),
    "txt": FileKind("text/plain", "text"),
}
ACCEPT = ",".join(f".{extension}" for extension in KINDS)
