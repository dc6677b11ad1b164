"""How well a list of results answers a wording."""

from collections.abc import Collection, Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

TOP = 5
DEEPEST = 10


class Score(NamedTuple):
    """Shares from 0 to 1; `mrr` is the mean of 1/rank of the first correct page, 0 if it is not among the first ten."""

    queries: int
    recall_1: float
    recall_5: float
    mrr: float


def rank(found: Sequence[str], relevant: Collection[str]) -> int:
    """The rank of the first correct page among the first ten, from 1; 0 if it is not there."""
    return next((place for place, each in enumerate(found[:DEEPEST], start=1) if each in relevant), 0)


def score(ranks: Iterable[int]) -> Score:
    """Raises StatisticsError if there are no ranks."""
    ranks = list(ranks)
    return Score(
        len(ranks),
        fmean(place == 1 for place in ranks),
        fmean(1 <= place <= TOP for place in ranks),
        fmean(1 / place if place else 0 for place in ranks),
    )
