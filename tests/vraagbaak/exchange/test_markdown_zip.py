"""Zips of Markdown files: what they give, and the harm they cannot do."""

import io
import random
import zipfile

import pytest

from vraagbaak.exchange.fields import Defaults
from vraagbaak.exchange.readers import read_rows
from vraagbaak.exchange.rows import BadRow, FaqRow

DEFAULTS = Defaults(language="nl", languages={"nl", "en"})
INCOMPRESSIBLE = random.Random(1).randbytes(2_000_001)
PAGE = "---\nid: vuil\ntitle: Wanneer wordt mijn afval opgehaald?\n---\nOp **dinsdag**.\n"


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(content: bytes) -> list[FaqRow | BadRow]:
    return list(read_rows(io.BytesIO(content), name="vragen.zip", defaults=DEFAULTS))


def test_front_matter_and_text_become_a_row():
    page = (
        "\ufeff---\r\nuuid: 7d1\r\nTitle: 'Wat kost een paspoort?'\r\nlang: en\r\nkb: burgers\r\n"
        "category: Reizen\r\ntags: [paspoort]\r\ntrefwoorden: id-kaart, reizen\r\ndoelgroep: eu-burger\r\n"
        "alternatives:\r\n  - Prijs paspoort\r\nstatus: live\r\nreview_in: 1 year\r\n"
        "last_reviewed_on: 2026-02-01\r\n---\r\n# Kosten\r\n\r\n€ 88\r\n"
    )

    [row] = read(zipped(**{"reizen/paspoort.md": page, "lees.txt": "x", ".verborgen.md": "x"}))

    assert row == FaqRow(
        number="reizen/paspoort.md",
        external_id="7d1",
        language="en",
        question="Wat kost een paspoort?",
        answer="# Kosten\r\n\r\n€ 88",
        answer_format="markdown",
        topic="Reizen",
        tags=("paspoort", "id-kaart", "reizen"),
        alternatives=("Prijs paspoort",),
        audience="everyone",
        status="published",
        review_days=365,
        last_reviewed_on=row.last_reviewed_on,
    )
    assert row.last_reviewed_on.isoformat() == "2026-02-01"


def test_without_an_id_the_name_of_the_file_is_the_id():
    [row] = read(zipped(**{"afval/dag.md": PAGE.replace("id: vuil\n", "")}))

    assert row.external_id == "afval/dag"


def test_images_beside_the_text_give_way_to_their_description_and_are_reported():
    page = PAGE + "![De container](beeld/bak.png) en ![logo](weg.png)\n"

    [row] = read(zipped(**{"vuil.md": page, "beeld/bak.png": b"png"}))

    assert row.answer == "Op **dinsdag**.\nDe container en logo"
    assert row.notes == (
        "the image “beeld/bak.png” was left out.",
        "the image “weg.png” is missing.",
    )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.md", "zonder kop", "the file does not begin with front matter between two lines of ---."),
        ("a.md", "---\ntitle: x\nzonder einde", "the file does not begin with front matter between two"),
        ("a.md", "---\ntitle: [\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\na: &a [x]\nb: *a\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\nt: !!python/object:os.system x\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\nt: !!bool x\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\nt: " + "[" * 5000 + "\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\nlast_reviewed_on: 2026-13-45\n---\nx", "the front matter is not valid YAML."),
        ("a.md", "---\n- los\n---\nx", "the front matter must hold names and values"),
        ("a.md", "---\nt: " + "x" * 50_001 + "\n---\nx", "the front matter is too long."),
        ("a.md", "---\nid: 1\n---\nx", "question is missing or empty."),
        ("a.md", "---\ntitle: x\n---\n", "answer is missing or empty."),
        ("a.md", b"---\ntitle: caf\xe9\n---\nx", "this file is not UTF-8 text."),
        ("../a.md", PAGE, "the name of this file points outside the zip."),
        ("/etc/a.md", PAGE, "the name of this file points outside the zip."),
        ("..\\a.md", PAGE, "the name of this file points outside the zip."),
        ("C:/a.md", PAGE, "the name of this file points outside the zip."),
        ("a.md", INCOMPRESSIBLE, "this file is too large."),
    ],
)
def test_bad_file_gives_its_name_and_reason_and_leaves_the_others(name, content, reason):
    bad, good = read(zipped(**{name: content, "goed.md": PAGE}))

    assert bad.number == name
    assert bad.reason.startswith(reason)
    assert good.external_id == "vuil"


def test_name_that_would_steer_a_terminal_is_made_harmless():
    [bad] = read(zipped(**{"\x1b[2Ja.md": "x"}))

    assert bad.number == "?[2Ja.md"


def test_encrypted_file_is_reported():
    content = bytearray(zipped(**{"a.md": PAGE}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert read(bytes(content)) == [
        BadRow("a.md", "this file is encrypted; make the zip without a password.")
    ]


@pytest.mark.parametrize("cut", [30, 100])
def test_broken_zip_is_one_bad_row(cut):
    content = zipped(**{"a.md": PAGE})

    assert read(content[:cut]) == [BadRow(1, "the zip file is damaged and cannot be opened.")]


def test_damaged_member_is_reported_and_the_others_read():
    content = bytearray(zipped(**{"a.md": PAGE, "goed.md": PAGE}))
    content[40:50] = b"\xff" * 10

    bad, good = read(bytes(content))

    assert bad == BadRow("a.md", "this file is damaged and cannot be unpacked.")
    assert good.external_id == "vuil"


def test_zip_bomb_is_refused_before_anything_is_unpacked():
    bomb = zipped(**{f"{number}.md": "0" * 1_500_000 for number in range(20)})

    assert read(bomb) == [BadRow(1, "the zip file unpacks to far more than it should and is refused.")]


def test_zip_bomb_that_lies_about_its_size_does_not_unpack():
    content = zipped(**{"a.md": PAGE + "0" * 5_000_000})
    honest = (len(PAGE) + 5_000_000).to_bytes(4, "little")
    lying = content.replace(honest, (1000).to_bytes(4, "little"))

    assert read(lying) == [BadRow("a.md", "this file is damaged and cannot be unpacked.")]


def test_zip_of_too_many_files_is_refused():
    many = zipped(**{f"{number}.txt": "" for number in range(20_001)})

    assert read(many) == [BadRow(1, "the zip file holds more than 20000 files.")]
