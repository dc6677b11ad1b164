"""Which two words count as the same one, and how alike that makes two texts."""

import pytest

from servicedesk.earlier.likeness import is_meant, overlap, overlap_with_slips, telling_stems


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        # What Dutch separates from its verbs, and nothing else that a longer word begins with.
        ("vrag", "aanvrag", True),
        ("aanvrag", "vrag", True),
        ("pas", "reispas", False),
        ("bon", "parkeerbon", False),
        ("ber", "afber", True),
        # A slip of the keyboard, in a word that is long enough for one.
        ("paspoort", "pasport", True),
        ("verhuizing", "verhuising", True),
        ("paspoort", "rijbewijs", False),
        ("huur", "duur", False),
        ("vuur", "vuurr", False),
    ],
)
def test_a_separated_verb_or_a_slip_is_the_word_that_was_meant(word: str, other: str, expected: bool) -> None:
    assert is_meant(word, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "plain", "with_slips"),
    [
        ("Paspoort aanvragen", "Hoe vraag ik een paspoort aan?", 0.5, 1.0),
        ("Paspoort verlengen", "Pasport verlengen", 0.5, 1.0),
        ("Parkeerbon betalen", "Bon betalen", 0.5, 0.5),
        ("Paspoort", "Rijbewijs", 0.0, 0.0),
        ("Paspoort", "", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_texts_are_as_alike_as_the_telling_words_they_share(
    one: str, other: str, plain: float, with_slips: float
) -> None:
    texts = telling_stems(one, "nl"), telling_stems(other, "nl")

    assert (overlap(*texts), overlap_with_slips(*texts)) == (plain, with_slips)
