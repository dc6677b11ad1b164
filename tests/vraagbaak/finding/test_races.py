"""Searches and choices that are counted by many writers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.factories import FaqPageFactory
from vraagbaak.finding.popularity.actions import choose_page
from vraagbaak.finding.popularity.lifts import MAX_CLICKS_A_DAY
from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.finding.query_log.actions import count_search
from vraagbaak.finding.query_log.models import QueryDay

TODAY = date(2026, 11, 18)


@pytest.mark.django_db(transaction=True)
def test_counts_of_many_writers_at_once_are_all_there(site: Any, base: Any) -> None:
    page = FaqPageFactory(parent=base)

    def count(query: str) -> None:
        count_search(query=query, site=site, language="nl", found=True, day=TODAY)
        choose_page(query=query, page=page, day=TODAY)
        connection.close()

    with ThreadPoolExecutor(8) as writers:
        list(writers.map(count, ["paspoort"] * 30))

    assert QueryDay.objects.get().searches == 30
    assert ChosenPage.objects.get().chosen_that_day == MAX_CLICKS_A_DAY
