"""Counting searches and clicks. Each count is right whatever the number of processes that count at once."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.models import Site

from vraagbaak.finding.query_log.models import QueryDay


def count_search(*, query: str, site: Site, language: str, found: bool, day: date) -> None:
    """Counts a search for `query`, which is a kept text: empty for one of which only the number is kept."""
    row = {"day": day, "site": site, "language": language, "query": query}
    counts = {"searches": 1, "without_results": int(not found)}
    if add(row, counts):
        return
    try:
        with transaction.atomic():
            QueryDay.objects.create(**row, **counts)
    except IntegrityError:
        # Another process was the first of the day in the same instant.
        add(row, counts)


def add(row: dict[str, Any], counts: dict[str, int]) -> int:
    return QueryDay.objects.filter(**row).update(
        **{name: F(name) + number for name, number in counts.items()}
    )


def count_click(*, query: str, site: Site, language: str, day: date) -> int:
    """Counts that a search led to a click; never more clicks than searches. Gives the number of rows changed."""
    searched = QueryDay.objects.filter(day=day, site=site, language=language, query=query)
    shown = F("searches") - F("without_results")
    return searched.filter(with_click__lt=shown).update(with_click=F("with_click") + 1)


def forget_searches(*, before: date) -> int:
    """Removes the counts of the days before `before`; gives the number of rows."""
    removed, _per_model = QueryDay.objects.before(before).delete()
    return removed
