"""How much clicks lift a page for a query: slowly, and with a maximum."""

from collections.abc import Mapping
from datetime import date

from vraagbaak.finding.popularity.models import ChosenPage

MAX_LIFT = 0.25
"""The share that is added to the score of a page that is always chosen."""
CLICKS_FOR_HALF_LIFT = 10
"""With this many clicks a page gets half of the maximum."""
HALF_LIFE_DAYS = 90
MAX_CLICKS_A_DAY = 5
"""More clicks on a page for a query on one day change nothing."""


def decayed(weight: float, *, since: date, today: date) -> float:
    return weight * 0.5 ** (max((today - since).days, 0) / HALF_LIFE_DAYS)


def lift(weight: float) -> float:
    """The factor for the score of a page; 1 for one that was never chosen."""
    return 1 + MAX_LIFT * weight / (weight + CLICKS_FOR_HALF_LIFT)


def lifts_for(*, query: str, today: date) -> Mapping[int, float]:
    """The lift of each page that was chosen for the normalised `query`."""
    if not query:
        return {}
    chosen = ChosenPage.objects.for_query(query).values_list("page_id", "weight", "chosen_on")
    return {page: lift(decayed(weight, since=day, today=today)) for page, weight, day in chosen}
