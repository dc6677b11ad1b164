"""Files as people send them, and as people should not."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
)
TEXT = "Hallo, dit is mijn vraag €.\n".encode()
PAGE = b"<html><script>alert(1)</script></html>"


def picture(kind: str = "PNG", **options: object) -> bytes:
    target = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(target, kind, **options)
    return target.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def part_of_several_zips() -> bytes:
    """How the last of several disks of a ZIP ends."""
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 2)
    return locator + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)


def damaged_lzma(parts: dict[str, bytes]) -> bytes:
    """Packed as few programs do, with other bytes in the middle of the first part."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_LZMA) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        properties = 30 + len(package.infolist()[0].filename) + 4
    content = bytearray(target.getvalue())
    content[properties : properties + 5] = b"\xff" * 5
    return bytes(content)


def docx(**parts: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", **parts})


def xlsx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def open_document(kind: str = "text") -> bytes:
    content_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": content_type, "content.xml": b"<content/>"})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
