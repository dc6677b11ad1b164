"""Counting who reads a page, also by several processes, and adding up what was counted."""

from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context
from typing import Any

import pytest
from django.db import connections

from tests.factories import FaqPageFactory
from vraagbaak.models import FaqPage
from vraagbaak.review.page_views import actions
from vraagbaak.review.page_views.actions import COUNTED_DAYS, count_view, forget_views, refresh_views
from vraagbaak.review.page_views.models import ViewDay

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def page(base: Any) -> FaqPage:
    return FaqPageFactory(parent=base)


@pytest.fixture
def forked() -> Iterator[Any]:
    """Processes of their own, which share no connection with this one."""
    connections.close_all()
    with get_context("fork").Pool(2) as processes:
        yield processes


def counts() -> list[tuple[Any, ...]]:
    return list(ViewDay.objects.order_by("page", "day").values_list("page", "day", "views"))


def views() -> dict[int, int]:
    return dict(FaqPage.objects.values_list("pk", "views"))


def read(page: FaqPage, *, times: int, day: date = TODAY) -> None:
    ViewDay.objects.create(page=page, day=day, views=times)


def test_readings_of_a_day_are_counted_in_one_row(page: FaqPage) -> None:
    for day in (TODAY, TODAY, TODAY + DAY):
        count_view(page=page, day=day)

    assert counts() == [(page.pk, TODAY, 2), (page.pk, TODAY + DAY, 1)]


@pytest.mark.parametrize("read_before", [False, True])
def test_a_reading_costs_one_statement(
    page: FaqPage, django_assert_num_queries: Any, read_before: bool
) -> None:
    if read_before:
        count_view(page=page, day=TODAY)

    with django_assert_num_queries(1):
        count_view(page=page, day=TODAY)


def count_often(key: int) -> None:
    for _reading in range(50):
        count_view(page=FaqPage(pk=key), day=TODAY)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_count_at_once_lose_nothing(page: FaqPage, forked: Any) -> None:
    forked.map(count_often, [page.pk, page.pk], chunksize=1)

    assert counts() == [(page.pk, TODAY, 100)]


def test_views_are_what_was_counted_in_the_last_days(page: FaqPage, base: Any) -> None:
    unread = FaqPageFactory(parent=base)
    FaqPage.objects.filter(pk=unread.pk).update(views=5)
    first_day = TODAY - (COUNTED_DAYS - 1) * DAY
    for day, times in ((TODAY, 4), (first_day, 2), (first_day - DAY, 100), (TODAY + DAY, 100)):
        read(page, times=times, day=day)

    assert refresh_views(today=TODAY) == 2
    assert views() == {page.pk: 6, unread.pk: 0}


def test_what_is_right_already_is_not_written(page: FaqPage) -> None:
    read(page, times=4)

    assert [refresh_views(today=TODAY), refresh_views(today=TODAY)] == [1, 0]


def test_batches_leave_no_page_out(base: Any, monkeypatch: Any, django_assert_num_queries: Any) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    pages = [FaqPageFactory(parent=base) for _page in range(4)]
    for number, page in enumerate(pages, start=1):
        read(page, times=number)

    # Two full batches and one that may be empty, of two statements each.
    with django_assert_num_queries(6):
        changed = refresh_views(today=TODAY)

    assert (changed, list(views().values())) == (4, [1, 2, 3, 4])


def test_old_counts_are_forgotten(page: FaqPage) -> None:
    for day in (TODAY - DAY, TODAY):
        read(page, times=1, day=day)

    assert forget_views(before=TODAY) == 1
    assert counts() == [(page.pk, TODAY, 1)]
