"""Counting searches and clicks, also by many at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.factories import FaqPageFactory
from vraagbaak.finding.popularity.lifts import (
    HALF_LIFE_DAYS,
    HIGHEST_LIFT,
    MAX_CLICKS_A_DAY,
    lift,
    lifts_for,
)
from vraagbaak.finding.query_log.actions import (
    choose_page,
    count_click,
    count_search,
    forget_searches,
)
from vraagbaak.finding.query_log.models import ChosenPage, QueryDay

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


@pytest.mark.django_db(transaction=True)
def test_counts_of_many_writers_at_once_are_all_there(site: Any, base: Any) -> None:
    page = FaqPageFactory(parent=base)

    def count(number: int) -> None:
        search(site)
        choose_page(query="paspoort", page=page, day=TODAY + timedelta(days=number))
        connection.close()

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(count, [0] * 30))

    assert counts() == [(TODAY, "paspoort", 30, 0, 0)]
    assert ChosenPage.objects.get().chosen_that_day == MAX_CLICKS_A_DAY


def test_only_some_clicks_a_day_lift_a_page(base: Any) -> None:
    page = FaqPageFactory(parent=base)
    for _click in range(100):
        choose_page(query="paspoort", page=page, day=TODAY)

    assert ChosenPage.objects.get().weight == MAX_CLICKS_A_DAY


def test_clicks_fade(base: Any) -> None:
    page = FaqPageFactory(parent=base)
    choose_page(query="paspoort", page=page, day=TODAY)
    later = TODAY + timedelta(days=HALF_LIFE_DAYS)
    choose_page(query="paspoort", page=page, day=later)

    assert ChosenPage.objects.get().weight == pytest.approx(1.5)
    assert lifts_for(query="paspoort", today=later + timedelta(days=HALF_LIFE_DAYS)) == {
        page.pk: pytest.approx(lift(0.75))
    }


@pytest.mark.parametrize(("weight", "lifted"), [(0, 1), (10, 1.125), (1e12, 1 + HIGHEST_LIFT)])
def test_a_lift_grows_slowly_and_has_an_end(weight: float, lifted: float) -> None:
    assert lift(weight) == pytest.approx(lifted)


def test_old_counts_are_forgotten(site: Any, base: Any) -> None:
    page = FaqPageFactory(parent=base)
    for day in (TODAY - timedelta(days=1), TODAY):
        search(site, day=day)
        choose_page(query=f"op {day}", page=page, day=day)

    assert forget_searches(before=TODAY) == 2
    assert [row[0] for row in counts()] == [TODAY]
    assert [chosen.chosen_on for chosen in ChosenPage.objects.all()] == [TODAY]
