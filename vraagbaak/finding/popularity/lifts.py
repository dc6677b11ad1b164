"""How far clicks lift a page for a query: slowly, and never far."""

from collections.abc import Mapping
from datetime import date

from vraagbaak.finding.popularity.models import ChosenPage

HIGHEST_LIFT = 0.25
"""A page that is always chosen gets this much more than its score."""
CLICKS_FOR_HALF = 10
"""With this many clicks a page has half of the highest lift."""
HALF_LIFE_DAYS = 90
MAX_CLICKS_A_DAY = 5
"""More clicks on one page for one query in one day change nothing."""


def faded(weight: float, *, since: date, today: date) -> float:
    return weight * 0.5 ** (max((today - since).days, 0) / HALF_LIFE_DAYS)


def lift(weight: float) -> float:
    """By what to multiply the score of a page; 1 for one that was never chosen."""
    return 1 + HIGHEST_LIFT * weight / (weight + CLICKS_FOR_HALF)


def lifts_for(*, query: str, today: date) -> Mapping[int, float]:
    """The lift of each page that was chosen for the normalised `query`."""
    if not query:
        return {}
    chosen = ChosenPage.objects.for_query(query).values_list("page_id", "weight", "chosen_on")
    return {page: lift(faded(weight, since=day, today=today)) for page, weight, day in chosen}
