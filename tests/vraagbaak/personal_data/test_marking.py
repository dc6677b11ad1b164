from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.finding import find_personal_data
from vraagbaak.personal_data.marking import MarkedText, Removal, marked, without_markers

NAMES = ["Fatima de Vries"]


def marked_text(*texts: str) -> MarkedText:
    return marked([(text, find_personal_data(text, names=NAMES)) for text in texts])


def test_each_piece_gets_a_number_and_the_same_piece_the_same() -> None:
    text = marked_text("Fatima belt 06-12345678. Bel Fatima terug.")
    assert text.text == "[…1] belt [...2]. Bel […1] terug.".replace("...", "…")
    assert text.removals == [
        Removal(1, PersonalKind.NAME, "Fatima"),
        Removal(2, PersonalKind.TELEPHONE, "06-12345678"),
    ]


def test_texts_are_numbered_through() -> None:
    assert marked_text("Fatima vraagt", "de Vries en Fatima").text == "[…1] vraagt\n[…2] en […1]"


def test_a_piece_is_put_back_wherever_it_stands_now() -> None:
    text = marked_text("Bel Fatima op 06-12345678.")
    assert text.settle("Mail […1], bel […1] niet op […2].", back=["1"], was_back=[]) == (
        "Mail Fatima, bel Fatima niet op […2]."
    )


def test_a_piece_that_was_back_is_taken_out_again() -> None:
    text = marked_text("Bel Fatima op 06-12345678.")
    assert (
        text.settle("Bel Fatima, niet Fatimaatje.", back=[], was_back=["1"]) == "Bel […1], niet Fatimaatje."
    )


def test_what_is_left_alone_stays_as_it_was_edited() -> None:
    text = marked_text("Bel Fatima op 06-12345678.")
    assert text.settle("Bel Fatima en […2].", back=[], was_back=["", "9"]) == "Bel Fatima en […2]."


def test_markers_with_a_backslash_in_the_original_are_put_back_as_they_were() -> None:
    text = marked([("x", [])])
    assert text.settle("x", back=["1"], was_back=["1"]) == "x"


def test_numbers_are_for_the_agent_only() -> None:
    assert without_markers("Bel […1] of […22].") == "Bel […] of […]."


def test_nothing_to_take_out() -> None:
    assert (marked([]).text, marked([("", [])]).removals) == ("", [])
