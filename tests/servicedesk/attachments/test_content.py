"""What is in a file, against what its name says."""

import random
from io import BytesIO

import pytest
from PIL import Image

from servicedesk.attachments.choices import KINDS
from servicedesk.attachments.content import check_content
from servicedesk.attachments.file_signatures import UnfitContentError
from tests.servicedesk.attachments import samples

ZIP = samples.zipped({"rekening.exe": b"MZ"})
EXIF = Image.Exif()
EXIF[0x010E] = "Vakantie"

FIT = {
    "pdf": [samples.PDF, samples.PDF + b"\r\n"],
    "png": [samples.picture("PNG")],
    "jpg": [
        samples.picture("JPEG"),
        samples.picture("JPEG", exif=EXIF),
        samples.picture("JPEG", progressive=True),
    ],
    "jpeg": [samples.picture("JPEG")],
    "webp": [samples.picture("WEBP"), samples.picture("WEBP", lossless=True)],
    "docx": [samples.docx()],
    "xlsx": [samples.xlsx()],
    "odt": [samples.open_document("text")],
    "ods": [samples.open_document("spreadsheet")],
    "txt": [
        samples.TEXT,
        "Zoë".encode("cp1252"),
        "Zoë".encode("utf-16"),
        b"BM is een auto",
        b"MZ is een plaats",
        samples.PAGE,
    ],
}
UNFIT = {
    "another kind": ("png", samples.picture("JPEG")),
    "a program as a picture": ("jpg", b"MZ\x90\x00" + b"\x00" * 200),
    "a web page as a PDF": ("pdf", samples.PAGE),
    "a PDF that ends as a part of several ZIPs": ("pdf", samples.PDF + samples.part_of_several_zips()),
    "a picture that ends as a part of several ZIPs": (
        "png",
        samples.picture("PNG") + samples.part_of_several_zips(),
    ),
    "a text that ends as a part of several ZIPs": ("txt", samples.TEXT + samples.part_of_several_zips()),
    "a document of which the packing is damaged": (
        "docx",
        samples.damaged_lzma({"[Content_Types].xml": b"<Types/>" * 99, "word/document.xml": b"<document/>"}),
    ),
    "a text document of which the packing is damaged": (
        "odt",
        samples.damaged_lzma({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
    ),
    "a PDF that does not begin at the first byte": ("pdf", b"GIF89a" + samples.PDF),
    "a PDF with a ZIP behind it": ("pdf", samples.PDF + ZIP),
    "a PDF with a ZIP and an end behind it": ("pdf", samples.PDF + ZIP + b"%%EOF"),
    "a PDF with a web page behind it": ("pdf", samples.PDF + samples.PAGE),
    "a PDF with a long web page behind it": ("pdf", samples.PDF + samples.PAGE + b" " * 5000),
    "a PDF that is a web page in its first line": ("pdf", b"%PDF-1.7 " + samples.PAGE + samples.PDF),
    "a PDF without an end": ("pdf", samples.PDF[:40]),
    "a picture with an archive of programs behind it": ("jpg", samples.picture("JPEG") + ZIP),
    "a picture with a hidden entry of a ZIP": ("png", samples.picture("PNG") + ZIP + b"\x00" * 70_000),
    "a picture with a PDF behind it": ("jpg", samples.picture("JPEG") + b"\x00" * 70_000 + samples.PDF),
    "a picture with a web page in its remark": ("jpg", samples.picture("JPEG", comment=samples.PAGE)),
    "a picture that is damaged": ("png", samples.picture("PNG")[:-40] + b"\x00" * 28),
    "a picture that is cut off": ("png", samples.picture("PNG")[:30]),
    "a document with macros": ("docx", samples.docx(**{"word/vbaProject.bin": b"x"})),
    "a document that says it has macros": (
        "docx",
        samples.zipped(
            {
                "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml",
                "word/document.xml": b"",
            }
        ),
    ),
    "a sheet with old macros": (
        "xlsx",
        samples.zipped(
            {"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/macrosheets/sheet1.xml": b""}
        ),
    ),
    "a document with scripts": (
        "odt",
        samples.zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": b"",
                "Basic/Standard/Module1.xml": b"",
            }
        ),
    ),
    "a document with a program in it": ("docx", samples.docx(**{"word/embeddings/rekening.exe": b"MZ"})),
    "a sheet as a document": ("docx", samples.xlsx()),
    "a text document as a sheet": ("ods", samples.open_document("text")),
    "any other ZIP as a document": ("docx", ZIP),
    "a document behind something else": ("docx", b"GIF89a" + samples.docx()),
    "a document with something behind it": ("docx", samples.docx() + samples.PAGE),
    "a document with a PDF at its beginning": (
        "docx",
        samples.zipped({"%PDF-1.7.xml": b"", "[Content_Types].xml": b"", "word/document.xml": b""}),
    ),
    "a document that unpacks to gigabytes": ("docx", samples.docx(**{"word/big.xml": b"\x00" * (301 << 20)})),
    "a document of a few bytes": ("docx", b"PK\x03\x04"),
    "a program as text": ("txt", b"MZ\x90\x00\x03\x00\x00\x00"),
    "a ZIP as text": ("txt", ZIP),
    "a PDF as text": ("txt", samples.PDF),
}


def check(extension: str, content: bytes) -> None:
    check_content(BytesIO(content), kind=KINDS[extension], extension=extension)


@pytest.mark.parametrize(
    ("extension", "content"),
    [(extension, content) for extension, all_of in FIT.items() for content in all_of],
)
def test_what_its_name_says_is_taken(extension: str, content: bytes) -> None:
    check(extension, content)


def test_there_is_an_example_of_every_kind() -> None:
    assert FIT.keys() == KINDS.keys()


@pytest.mark.parametrize(("extension", "content"), UNFIT.values(), ids=UNFIT.keys())
def test_what_is_something_else_or_more_is_refused(extension: str, content: bytes) -> None:
    with pytest.raises(UnfitContentError):
        check(extension, content)


def test_a_picture_of_too_many_points_is_refused_without_being_unpacked() -> None:
    target = BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")

    with pytest.raises(UnfitContentError):
        check("png", target.getvalue())


@pytest.mark.parametrize("extension", [name for name in KINDS if name != "txt"])
def test_damage_anywhere_is_refused_or_taken_and_never_an_error(extension: str) -> None:
    chance = random.Random(extension)
    sound = FIT[extension][0]
    outcomes = set()
    for _round in range(150):
        damaged = bytearray(sound)
        for _hit in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            check(extension, bytes(damaged[: chance.randint(1, len(damaged))]))
            outcomes.add("taken")
        except UnfitContentError:
            outcomes.add("refused")

    assert "refused" in outcomes
