"""Which words of an explanation are searched for beside the question itself."""

import pytest

from vraagbaak.finding.queries import MAX_QUERY_LENGTH
from vraagbaak.finding.question_suggestions import MAX_CHARACTERS, MAX_WORDS, informative_words

PARTS = [f"{first}{second}{first}{second}" for first in "bdfgk" for second in "aeiou"]


@pytest.mark.parametrize(
    ("explanation", "searched"),
    [
        ("Verhuizing naar Delft", "Verhuizing Delft"),
        ("Hoe kan ik dat doen?", ""),
        ("", ""),
        # The spelling in which a word comes first is kept, also where another one has the same stem.
        ("Paspoort en paspoorten, PASPOORT!", "Paspoort"),
        ("Paspoorten en een paspoort", "Paspoorten"),
        ("Café, cafe", "Café"),
        ("W-4, w-4", "W-4"),
        ("Paspoort\0verloren", "Paspoort verloren"),
        ("bo", ""),
        ("bos", "bos"),
    ],
)
def test_each_telling_word_once_in_order_and_as_it_was_first_written(explanation: str, searched: str) -> None:
    assert informative_words(explanation, "nl") == searched


def test_a_long_explanation_counts_by_its_first_words() -> None:
    assert informative_words(" ".join(PARTS), "nl").split() == PARTS[:MAX_WORDS]


def test_only_the_beginning_of_a_very_long_explanation_is_read() -> None:
    assert informative_words("en " * (MAX_CHARACTERS // 3) + " paspoort", "nl") == ""


def test_what_is_searched_for_is_no_longer_than_a_query() -> None:
    assert len(informative_words(" ".join(part * 20 for part in PARTS), "nl")) == MAX_QUERY_LENGTH
