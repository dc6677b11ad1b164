"""Pages that are chosen for a query are lifted: a little, for a while."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import FaqPageFactory
from vraagbaak.finding.popularity.actions import choose_page, forget_choices
from vraagbaak.finding.popularity.lifts import (
    HALF_LIFE_DAYS,
    MAX_CLICKS_A_DAY,
    MAX_LIFT,
    lift,
    lifts_for,
)
from vraagbaak.finding.popularity.models import ChosenPage

TODAY = date(2026, 11, 18)


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


@pytest.mark.parametrize(("weight", "lifted"), [(0, 1), (10, 1.125), (1e12, 1 + MAX_LIFT)])
def test_a_lift_grows_slowly_and_has_an_end(weight: float, lifted: float) -> None:
    assert lift(weight) == pytest.approx(lifted)


def test_old_choices_are_forgotten(base: Any) -> None:
    page = FaqPageFactory(parent=base)
    for day in (TODAY - timedelta(days=1), TODAY):
        choose_page(query=f"op {day}", page=page, day=day)

    assert forget_choices(before=TODAY) == 1
    assert [chosen.chosen_on for chosen in ChosenPage.objects.all()] == [TODAY]
