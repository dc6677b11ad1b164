"""The table of cases is in the folder `cases`; `python -m quality.personal_data --slips` shows what goes wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality.personal_data import HELD_OUT, by_half, figures, outcome_of, read_cases
from vraagbaak.personal_data.choices import PersonalKind
from vraagbaak.personal_data.finding import REMOVED, find_personal_data, without_personal_data
from vraagbaak.personal_data.marking import marked

OUTCOMES = [outcome_of(case) for case in read_cases()]
HALVES = by_half(OUTCOMES)
PARTS = [
    *(
        "Fatima",
        "de Vries",
        "06-1234",
        "5678",
        "NL91 ABNA ",
        "0417 1643 00",
        "1234 AB ",
        "12",
        "@",
        ".nl",
        "\n",
        " ",
    ),
    *(
        "Beste ",
        "Met vriendelijke groet,",
        "geboren op ",
        "3 mei 1980",
        "AB-12-",
        "111222333",
        "mevrouw ",
        "É",
        "\0",
    ),
]
MONOTONOUS = [
    *(
        "a",
        "A",
        "1",
        "0 ",
        "06 ",
        "A.",
        "a@",
        "a.",
        "1234 AB ",
        "NL12",
        "Kerkstraat ",
        "Beste ",
        "groet, ",
        "van de ",
    ),
    *(
        "geboren op ",
        "AB-12-",
        "Fatima-",
        "http://a",
        "\n",
        " ",
        "mijn zoon A",
        "klantnummer ",
        "[at]",
        "É",
        "A'",
        "é-",
    ),
]
KNOWN = {
    "names": ["Fatima de Vries"],
    "number_patterns": ["Z-####-#####"],
    "own_details": ["info@zonneveld.example"],
}


def test_there_are_enough_cases_and_near_misses() -> None:
    near_misses = [each for each in OUTCOMES if each.case.is_near_miss]
    assert (len(OUTCOMES), len(near_misses)) == (617, 242)


def test_each_kind_has_cases() -> None:
    kinds = {piece.kind for each in OUTCOMES for piece in each.case.wanted}
    assert kinds == set(PersonalKind.values)


def test_figures_of_the_cases_that_the_rules_were_built_on() -> None:
    built_on = figures(HALVES["Built on"])
    assert (built_on.wanted, built_on.exact, built_on.partly, built_on.missed, built_on.false) == (
        383,
        380,
        1,
        2,
        0,
    )


def test_figures_of_the_cases_that_were_held_out() -> None:
    held_out = figures(HALVES["Held out"])
    assert (held_out.wanted, held_out.exact, held_out.partly, held_out.missed, held_out.false) == (
        49,
        39,
        2,
        8,
        3,
    )


@pytest.mark.parametrize(
    "outcome", [each for each in OUTCOMES if each.case.is_near_miss and each.case.file != HELD_OUT]
)
def test_near_misses_stay(outcome: object) -> None:
    assert outcome.found == []  # type: ignore[attr-defined]


def test_what_was_found_is_told_with_its_place() -> None:
    text = "Bel Fatima op 06-12345678."
    found = find_personal_data(text, names=["Fatima de Vries"])
    assert [(each.kind, each.text, text[each.start : each.end]) for each in found] == [
        (PersonalKind.NAME, "Fatima", "Fatima"),
        (PersonalKind.TELEPHONE, "06-12345678", "06-12345678"),
    ]


def test_each_piece_is_replaced() -> None:
    text = "Beste Fatima de Vries,\n\nBel 06-12345678 of mail jan@post.example."
    assert without_personal_data(text) == "Beste […],\n\nBel […] of mail […]."


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("Z-##", "Zaak Z-12.", "Zaak […]."),
        ("Z-##", "Zaak Z12.", "Zaak […]."),
        ("Z-##", "Zaak Z-123.", "Zaak Z-123."),
        ("@##", "Code é12.", "Code […]."),
        ("(.*)+#", "Code (.*)+1.", "Code […]."),
        ("##/####", "Dossier 12/2026.", "Dossier […]."),
        ("##/####", "Op 12-2026.", "Op 12-2026."),
        ("---", "Zomaar --- iets.", "Zomaar --- iets."),
        ("", "Zomaar iets.", "Zomaar iets."),
        ("#" * 61, "1" * 61, "1" * 61),
    ],
)
def test_patterns_of_an_office(pattern: str, text: str, expected: str) -> None:
    assert without_personal_data(text, number_patterns=[pattern]) == expected


@pytest.mark.parametrize(
    ("own", "text", "expected"),
    [
        ("030 286 00 00", "Bel +31 30 2860000.", "Bel +31 30 2860000."),
        ("NL91 ABNA 0417 1643 00", "Op NL91ABNA0417164300.", "Op NL91ABNA0417164300."),
        ("Kerkstraat 1, 3511 AB Utrecht", "Op Kerkstraat 1.", "Op Kerkstraat 1."),
        ("Kerkstraat 1, 3511 AB Utrecht", "Op Kerkstraat 12.", "Op […]."),
        ("Jansen Accountants", "Jansen Accountants en Jansen zelf", "Jansen Accountants en […] zelf"),
        ("", "Bel 06-12345678.", "Bel […]."),
    ],
)
def test_details_of_the_organisation_itself_stay(own: str, text: str, expected: str) -> None:
    assert without_personal_data(text, names=["Piet Jansen"], own_details=[own]) == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=6), max_size=30).map("".join))
def test_nothing_is_lost_or_doubled(text: str) -> None:
    found = find_personal_data(text, **KNOWN)  # type: ignore[arg-type]
    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end for end, each in zip(ends, found, strict=False))
    assert "".join(each.text for each in marked([(text, found)]).segments) == text


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=20).map(" ".join))
def test_known_names_and_numbers_never_stay(text: str) -> None:
    cleaned = without_personal_data(f"{text}\nFatima de Vries, NL91 ABNA 0417 1643 00", **KNOWN)  # type: ignore[arg-type]
    assert "Fatima" not in cleaned
    assert "0417 1643 00" not in cleaned.rpartition("\n")[2]


@pytest.mark.parametrize("unit", MONOTONOUS)
def test_a_very_long_text_is_read_to_the_end(unit: str) -> None:
    text = unit * (10_000 // len(unit)) + "\n\nmail jan@post.example"
    assert find_personal_data(text, **KNOWN)[-1].text.endswith("@post.example")  # type: ignore[arg-type]


def test_the_longest_text_that_a_form_takes_is_read_to_the_end() -> None:
    letter = "Beste Fatima, op 3 mei 2026 betaalt u € 75,80. Bel 14 030 of kom naar Kerkstraat 12, balie 3.\n"
    found = find_personal_data(letter * (50_000 // len(letter)), **KNOWN)  # type: ignore[arg-type]
    assert len(found) == 2 * (50_000 // len(letter))


def test_mark_of_what_was_removed_is_no_personal_data_itself() -> None:
    assert without_personal_data(f"Beste {REMOVED}, bel {REMOVED}.") == f"Beste {REMOVED}, bel {REMOVED}."


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("111222333", PersonalKind.BSN),
        ("\u0661\u0661\u0661\u0662\u0662\u0662\u0663\u0663\u0663", PersonalKind.BSN),
        ("\uff11\uff11\uff11\uff12\uff12\uff12\uff13\uff13\uff13", PersonalKind.BSN),
        ("4\u0661\u0661\u0661 1111 1111 1111", PersonalKind.ACCOUNT),
    ],
    ids=["latin", "arabic", "full width", "mixed"],
)
def test_number_is_found_in_the_digits_of_any_script(number: str, kind: PersonalKind) -> None:
    assert [(found.kind, found.text) for found in find_personal_data(f"Het is {number}.")] == [(kind, number)]
