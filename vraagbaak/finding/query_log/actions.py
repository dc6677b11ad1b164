"""Counts searches and clicks, correctly also when many processes count at once."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.models import Site

from vraagbaak.finding.query_log.models import QueryDay


def count_search(*, query: str, site: Site, language: str, found: bool, day: date) -> None:
    """Counts a search for `query`, a text from `kept_text`: empty when only the number of searches is kept."""
    row = {"day": day, "site": site, "language": language, "query": query}
    counts = {"searches": 1, "without_results": int(not found)}
    if add(row, counts):
        return
    try:
        with transaction.atomic():
            QueryDay.objects.create(**row, **counts)
    except IntegrityError:
        # Another process has just inserted the row.
        add(row, counts)


def add(row: dict[str, Any], counts: dict[str, int]) -> int:
    return QueryDay.objects.filter(**row).update(
        **{name: F(name) + number for name, number in counts.items()}
    )


def count_click(*, query: str, site: Site, language: str, day: date) -> int:
    """Counts a search that led to a click; never more than there were searches with results. Gives rows changed."""
    searched = QueryDay.objects.filter(day=day, site=site, language=language, query=query)
    shown = F("searches") - F("without_results")
    return searched.filter(with_click__lt=shown).update(with_click=F("with_click") + 1)


def forget_searches(*, before: date) -> int:
    """Removes the counts of the days before `before`; gives the number of rows."""
    removed, _per_model = QueryDay.objects.before(before).delete()
    return removed
