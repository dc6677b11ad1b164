"""Counting searches and clicks. Each count is right whatever the number of processes that count at once."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from wagtail.models import Site

from vraagbaak.finding.popularity.lifts import MAX_CLICKS_A_DAY, faded
from vraagbaak.finding.query_log.models import ChosenPage, QueryDay
from vraagbaak.knowledge.faqs.models import FaqPage


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


@transaction.atomic
def choose_page(*, query: str, page: FaqPage, day: date) -> ChosenPage:
    """Counts a click on `page` among the results for the kept text `query`, up to a number per day."""
    # The row is locked until the end: on SQLite because the transaction began with the right to write.
    rows = ChosenPage.objects.select_for_update()
    chosen, created = rows.get_or_create(query=query, page=page, defaults={"chosen_on": day})
    clicks = 0 if created or chosen.chosen_on != day else chosen.chosen_that_day
    if clicks >= MAX_CLICKS_A_DAY or day < chosen.chosen_on:
        return chosen
    chosen.weight = faded(chosen.weight, since=chosen.chosen_on, today=day) + 1
    chosen.chosen_on, chosen.chosen_that_day = day, clicks + 1
    chosen.save(update_fields=["weight", "chosen_on", "chosen_that_day"])
    return chosen


def forget_searches(*, before: date) -> int:
    """Removes what was kept of the days before `before`; gives the number of rows."""
    days, _per_model = QueryDay.objects.before(before).delete()
    choices, _per_model = ChosenPage.objects.before(before).delete()
    return days + choices
