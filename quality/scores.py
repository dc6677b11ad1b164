"""How well a list of found pages answers a wording."""

from collections.abc import Collection, Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

TOP = 5
DEEPEST = 10


class Score(NamedTuple):
    """Shares from 0 to 1; `mrr` is the mean of 1/rank of the first right page, 0 where it is not in the first ten."""

    queries: int
    recall_1: float
    recall_5: float
    mrr: float


def rank(found: Sequence[str], relevant: Collection[str]) -> int:
    """The place of the first right page among the first ten, counted from 1; 0 when it is not there."""
    return next((place for place, each in enumerate(found[:DEEPEST], start=1) if each in relevant), 0)


def score(ranks: Iterable[int]) -> Score:
    """Raises StatisticsError without any rank."""
    ranks = list(ranks)
    return Score(
        len(ranks),
        fmean(place == 1 for place in ranks),
        fmean(1 <= place <= TOP for place in ranks),
        fmean(1 / place if place else 0 for place in ranks),
    )
