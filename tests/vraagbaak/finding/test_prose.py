"""The text that excerpts come from, without rendering."""

from typing import Any

import pytest

from tests.factories import FaqPageFactory
from vraagbaak.finding.prose import MAX_PROSE_LENGTH, prose

TABLE = {
    "columns": [{"type": "text", "heading": "Leeftijd"}],
    "rows": [{"values": ["<p>18 jaar</p>"]}],
    "caption": "Tarieven",
}


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            [("text", "<p>Een <b>paspoort</b> kost &euro;&nbsp;83.</p><p>Meer.</p>")],
            "Een paspoort kost € 83. Meer.",
        ),
        ([("text", "<ul><li>een</li><li>twee</li></ul>")], "een twee"),
        (
            [("text", "<h3>Kosten</h3><p>Geen.</p><h3>Hoe lang?</h3><p>Kort.</p>")],
            "Kosten: Geen. Hoe lang? Kort.",
        ),
        (
            [("steps", {"title": "Zo gaat het", "steps": ["<p>Bel ons.</p>", "<p>Kom langs.</p>"]})],
            "Zo gaat het: Bel ons. Kom langs.",
        ),
        ([("notice", {"tone": "warning", "text": "<p>Let op.</p>"})], "Let op."),
        (
            [
                (
                    "markdown",
                    "## Kosten\n\n- **gratis** voor [leden](https://leden.example)\n\n| a | b |\n|---|---|\n",
                )
            ],
            "Kosten gratis voor leden",
        ),
        ([("markdown", "snake_case blijft *heel*")], "snake_case blijft heel"),
        (
            [
                (
                    "contact",
                    {"title": "Balie", "telephone": "0119", "email": "a@b.example", "opening_hours": "9-17"},
                )
            ],
            "Balie: 9-17",
        ),
        ([("text", "<p>Prijs:</p>"), ("table", TABLE)], "Prijs:"),
        ([], ""),
    ],
)
def test_reads_the_running_text_of_each_block(base: Any, answer: Any, text: str) -> None:
    page = FaqPageFactory(parent=base, answer=answer)
    page.refresh_from_db()

    assert prose(page.answer.raw_data) == text


def test_a_table_is_read_when_there_is_nothing_else() -> None:
    assert prose([{"type": "table", "value": TABLE}]) == "18 jaar Tarieven"


def test_a_long_answer_is_read_to_a_length() -> None:
    assert len(prose([{"type": "text", "value": "<p>woord</p>" * 50_000}])) <= MAX_PROSE_LENGTH


def test_stored_text_is_read_as_it_is() -> None:
    assert prose('[{"type": "text", "value": "<p>Ja.</p>", "id": "x"}]') == "Ja."
