"""Counting searches and the clicks on their results."""

from datetime import date, timedelta
from typing import Any

from vraagbaak.finding.query_log.actions import count_click, count_search, forget_searches
from vraagbaak.finding.query_log.models import QueryDay

TODAY = date(2026, 11, 18)


def search(site: Any, query: str = "paspoort", *, found: bool = True, day: date = TODAY) -> None:
    count_search(query=query, site=site, language="nl", found=found, day=day)


def click(site: Any, query: str = "paspoort") -> int:
    return count_click(query=query, site=site, language="nl", day=TODAY)


def counts() -> list[tuple[Any, ...]]:
    return list(
        QueryDay.objects.order_by("day", "query").values_list(
            "day", "query", "searches", "without_results", "with_click"
        )
    )


def test_searches_of_a_day_are_counted_in_one_row(site: Any) -> None:
    search(site)
    search(site, found=False)
    search(site, day=TODAY + timedelta(days=1))

    assert counts() == [(TODAY, "paspoort", 2, 1, 0), (TODAY + timedelta(days=1), "paspoort", 1, 0, 0)]


def test_a_known_query_costs_one_statement(site: Any, django_assert_num_queries: Any) -> None:
    search(site)

    with django_assert_num_queries(1):
        search(site)


def test_there_are_never_more_clicks_than_searches_that_showed_something(site: Any) -> None:
    search(site)
    search(site, found=False)

    assert [click(site), click(site), click(site, "rijbewijs")] == [1, 0, 0]
    assert counts() == [(TODAY, "paspoort", 2, 1, 1)]


def test_old_counts_are_forgotten(site: Any) -> None:
    for day in (TODAY - timedelta(days=1), TODAY):
        search(site, day=day)

    assert forget_searches(before=TODAY) == 1
    assert [row[0] for row in counts()] == [TODAY]
