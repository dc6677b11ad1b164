"""What an editor may write on one side of a synonym."""

import pytest
from django.core.exceptions import ValidationError

from vraagbaak.finding.synonyms.choices import Direction
from vraagbaak.finding.synonyms.expressions import check_sides, clean_side, expressions, pairs


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ("rijbewijs", ["rijbewijs"]),
        ('“roze pasje”, "roze" kaart', ["roze pasje", "roze kaart"]),
        ("  roze   pasje ,, rijbewijs,", ["roze pasje", "rijbewijs"]),
        ("auto|wagen\nvoertuig", ["auto", "wagen", "voertuig"]),
        ("'s-Hertogenbosch", ["'s-Hertogenbosch"]),
        ("box 1,5, W-4", ["box 1,5", "W-4"]),
        ("=SOM(A1), +31, @gemeente, -x", ["SOM(A1)", "31", "gemeente", "x"]),
        ("pas\0je\x07", ["pas je"]),
        (" , ", []),
    ],
)
def test_side_is_cut_at_its_commas(side: str, found: list[str]) -> None:
    assert list(expressions(side)) == found


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        ("", "Fill in at least one word."),
        ("   ", "Fill in at least one word."),
        ("?!…", "“?!…” holds no word to search for."),
        ("rijbewijs, !!", "“!!” holds no word to search for."),
        (",", "“,” holds no word to search for."),
        (
            "een twee drie vier vijf zes zeven",
            "“een twee drie vier vijf zes zeven” has 7 words; an expression has at most 6.",
        ),
        (
            "a1, a2, a3, a4, a5, a6, a7",
            "These are 7 expressions; at most 6 fit. Make a second line for the others.",
        ),
        ("x" * 256, "This is 256 characters long; at most 255 fit."),
    ],
)
def test_side_that_cannot_be_searched_is_refused(side: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as error:
        clean_side(side, language="nl")

    assert error.value.messages == [sentence]


def test_side_keeps_the_first_of_what_is_the_same_to_the_search() -> None:
    assert clean_side("Paspoort, paspoorten, PASPOORT, pas", language="nl") == "Paspoort, pas"


@pytest.mark.parametrize("means", ["rijbewijs", "Rijbewijzen, rijbewijs", "pas, Ríjbewijs"])
def test_word_that_means_itself_is_refused(means: str) -> None:
    with pytest.raises(ValidationError):
        check_sides("roze pasje, rijbewijs", means, language="nl")


def test_one_way_goes_from_each_written_to_each_meant() -> None:
    assert pairs("auto, wagen", "voertuig", Direction.ONE_WAY) == [
        ("auto", "voertuig"),
        ("wagen", "voertuig"),
    ]


def test_both_ways_joins_all_of_the_line() -> None:
    assert set(pairs("auto, wagen", "voertuig", Direction.TWO_WAY)) == {
        ("auto", "wagen"),
        ("auto", "voertuig"),
        ("wagen", "auto"),
        ("wagen", "voertuig"),
        ("voertuig", "auto"),
        ("voertuig", "wagen"),
    }
