"""Which rows a file holds, whatever its format, and what is said about those it cannot give."""

import io
import json
from datetime import date

import pytest

from vraagbaak.exchange.fields import Defaults
from vraagbaak.exchange.readers import UnreadableFileError, read_rows
from vraagbaak.exchange.rows import BadRow, FaqRow

DEFAULTS = Defaults(language="nl", languages={"nl", "en"})


def read(content: bytes, name: str) -> list[FaqRow | BadRow]:
    return list(read_rows(io.BytesIO(content), name=name, defaults=DEFAULTS))


def json_line(**values: object) -> bytes:
    return json.dumps({"id": "a", "question": "Wie?", "answer": "<p>Wij.</p>"} | values).encode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.jsonl", "The file is empty."),
        (b" \n\n", "leeg.csv", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "plaatje.csv", "The file is not text;"),
        (bytes(200), "nullen.jsonl", "The file is not text;"),
        (b"hello", "vragen.zip", "The file is called a zip, but it is not one."),
        (b"zomaar een tekst", "brief.txt", "The file is not JSON Lines, CSV with a header, or"),
    ],
)
def test_a_file_that_is_none_of_the_formats_is_refused_with_a_sentence(content, name, sentence):
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name)

    assert str(caught.value).startswith(sentence)


def test_json_line_gives_every_field():
    line = json_line(
        id="os-1",
        language="nl-NL",
        answer_format="html",
        category="Reizen",
        tags=["paspoort", "reizen", "paspoort"],
        alternatives=["Wie dan?"],
        translation_key="os",
        doelgroep="medewerkers",
        status="concept",
        review_in="6 months",
        last_reviewed_on="2026-01-31",
        licence="CC0 1.0",
        unknown="left alone",
    )

    assert read(line, "faq.jsonl") == [
        FaqRow(
            number=1,
            external_id="os-1",
            language="nl",
            question="Wie?",
            answer="<p>Wij.</p>",
            answer_format="html",
            topic="Reizen",
            tags=("paspoort", "reizen"),
            alternatives=("Wie dan?",),
            translation_key="os",
            audience="agents",
            status="draft",
            review_days=180,
            last_reviewed_on=date(2026, 1, 31),
            licence="CC0 1.0",
        )
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"hello", "this is not valid JSON (at character 1)."),
        (b'{"id": "a", "question"', "this is not valid JSON (at character 23)."),
        (b"[" * 100_000, "this is not valid JSON."),
        (b'{"id": ' + b"9" * 5000 + b"}", "this is not valid JSON."),
        (b"[1, 2]", "the line must hold one JSON object, between { and }."),
        (b'{"id": "\xe9"}', "the line is not UTF-8 text."),
        (json_line(id=""), "external_id is missing or empty."),
        (json_line(question=None), "question is missing or empty."),
        (json_line(answer="  "), "answer is missing or empty."),
        (json_line(question=["Wie?"]), "question must be text."),
        (json_line(answer=True), "answer must be text."),
        (json_line(question="Wie\x00?"), "question holds a character that cannot be stored (NUL)."),
        (json_line(question="Wie\ud800?"), "question holds a character that cannot be stored (NUL)."),
        (json_line(question="x" * 100_000), "question has 100000 characters; at most 255 are allowed."),
        (json_line(answer="x" * 200_001), "answer has 200001 characters; at most 200000 are allowed."),
        (json_line(tags={"a": 1}), "tags must be a list of texts."),
        (json_line(tags=[None]), "tags must be a list of texts."),
        (json_line(tags=["x" * 101]), "tags has 101 characters; at most 100 are allowed."),
        (json_line(alternatives=["x"] * 101), "alternatives has more than 100 items."),
        (json_line(language="xx"), "the language “xx” is not one of this site's languages (en, nl)."),
        (
            json_line(answer_format="docx"),
            "the answer format “docx” is unknown; use html, markdown, text.",
        ),
        (
            json_line(audience="secret"),
            "the audience “secret” is unknown; use everyone, portal, agents.",
        ),
        (json_line(status="maybe"), "the status “maybe” is unknown."),
        (json_line(review_in="soon"), "“soon” is not an interval such as “6 months”."),
        (json_line(review_in="99 years"), "“99 years” is not an interval such as “6 months”."),
        (json_line(last_reviewed_on="2999-01-01"), "last_reviewed_on lies in the future."),
        (json_line(last_reviewed_on="0202-01-01"), "last_reviewed_on lies before there were any pages."),
        (json_line(last_reviewed_on="31-31"), "last_reviewed_on is not a date such as 2026-01-31."),
        (json_line(last_reviewed_on="9999-12-31"), "last_reviewed_on is not a date such as 2026-01-31."),
        (json_line(last_modified=5), "last_modified is not a date such as 2026-01-31."),
        (json_line() + b" " * 4_000_000, "the line is too long."),
    ],
)
def test_bad_line_gives_its_number_and_reason_and_leaves_the_others(line, reason):
    good = json_line(id="good")

    rows = read(good + b"\n" + line + b"\n\n" + json_line(id="last"), "faq.jsonl")

    assert rows[1] == BadRow(2, reason)
    assert [(row.number, row.external_id) for row in (rows[0], rows[2])] == [(1, "good"), (4, "last")]


def test_second_row_with_the_same_id_and_language_is_bad():
    rows = read(b"\n".join([json_line(), json_line(language="en"), json_line(question="Wat?")]), "faq.jsonl")

    assert [row.number for row in rows[:2] if isinstance(row, FaqRow)] == [1, 2]
    assert rows[2] == BadRow(3, "the id “a” is already used at 1.")


def test_emoji_and_right_to_left_text_come_through_unchanged():
    [row] = read(json_line(question="مرحبا 👋 wie?"), "faq.jsonl")

    assert row.question == "مرحبا 👋 wie?"


CSV = (
    "id;vraag;antwoord;rubriek;tags;alternatives\n"
    '1;"Is café; of\nbar?";Ja;Uitgaan;a|b,c;Hoe?|Wat dan?\n'
    "2;Nog een?;Nee;;;\n"
)


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode("utf-8"),
        CSV.encode("utf-8-sig"),
        CSV.encode("latin-1"),
        CSV.encode("utf-16"),
        CSV.replace("café;", "café,")
        .replace("a|b,c", "a|b|c")
        .translate({59: ","})
        .replace("café, of", "café; of")
        .encode(),
        CSV.replace("\n", "\r\n").replace("of\r\n", "of\n").encode("cp1252"),
    ],
    ids=["utf-8", "bom", "latin-1", "utf-16", "comma", "windows"],
)
def test_csv_is_read_whatever_its_separator_and_encoding(content):
    first, second = read(content, "vragen.csv")

    assert first == FaqRow(
        number=2,
        external_id="1",
        language="nl",
        question="Is café; of bar?",
        answer="Ja",
        answer_format="text",
        topic="Uitgaan",
        tags=("a", "b", "c"),
        alternatives=("Hoe?", "Wat dan?"),
    )
    assert (second.number, second.external_id) == (4, "2")


def test_csv_euro_sign_of_windows_is_kept():
    [row] = read("id;vraag;antwoord\n1;Wat kost het?;€ 5, één keer\n".encode("cp1252"), "vragen.csv")

    assert row.answer == "€ 5, één keer"


def test_csv_without_the_needed_columns_says_which():
    assert read(b"nummer;vraag\n1;Wie?\n", "vragen.csv") == [
        BadRow(1, "the header has no column for: external_id, answer.")
    ]


def test_csv_bad_records_are_reported_and_the_others_read():
    content = b'id,question,answer\n1,"a"b,c\n2,Wie?,Wij\n3,a,b,c,d\n4,NUL\x00?,x\n5,Zij?,Ja\n6,"open'

    rows = read(content, "vragen.csv")

    assert [row for row in rows if isinstance(row, BadRow)] == [
        BadRow(2, "the quotation marks do not match, or a field is too long."),
        BadRow(4, "the record has 5 fields, the header has 3."),
        BadRow(5, "question holds a character that cannot be stored (NUL)."),
        BadRow(7, "the quotation marks do not match, or a field is too long."),
    ]
    assert [row.external_id for row in rows if isinstance(row, FaqRow)] == ["2", "5"]


def test_csv_answer_with_tags_is_html():
    [row] = read(b"id,question,answer\n1,Wie?,<p>Wij</p>\n", "vragen.csv")

    assert row.answer_format == "html"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'\xef\xbb\xbf{"id": "a", "question": "Wie?", "answer": "Wij"}', "export.txt"),
        (b"id,question,answer\na,Wie?,Wij", "export.txt"),
        (b'{"id": "a", "question": "Wie?", "answer": "Wij"}', "export.csv"),
    ],
)
def test_content_decides_the_format_when_the_name_does_not(content, name):
    assert [row.external_id for row in read(content, name)] == ["a"]


def test_fingerprint_depends_on_content_and_not_on_the_place_in_the_file():
    first = read(json_line(), "faq.jsonl")[0]
    later = read(b"\n\n" + json_line(), "faq.jsonl")[0]
    changed = read(json_line(tags=["x"]), "faq.jsonl")[0]

    assert first.fingerprint == later.fingerprint
    assert first.fingerprint != changed.fingerprint
