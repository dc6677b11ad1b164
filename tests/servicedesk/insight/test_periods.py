"""Days and the weeks they lie in."""

from datetime import UTC, date, datetime

import pytest

from servicedesk.insight.periods import Period, week_name
from tests.factories import AMSTERDAM

WEDNESDAY = date(2026, 11, 18)


def test_usually_the_last_thirteen_weeks_are_shown_up_to_today() -> None:
    period = Period.usual(WEDNESDAY)

    assert (period.first, period.last, len(period.mondays)) == (date(2026, 8, 24), WEDNESDAY, 13)


def test_before_are_the_same_weekdays_whole_weeks_earlier() -> None:
    period = Period.usual(WEDNESDAY)

    assert period.before == Period(date(2026, 5, 25), date(2026, 8, 19))
    assert period.shift_in_weeks == 13


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-11-18", "2026-11-18", ("2026-11-11", "2026-11-11")),
        ("2026-11-16", "2026-11-22", ("2026-11-09", "2026-11-15")),
        ("2026-11-18", "2026-11-25", ("2026-11-04", "2026-11-11")),
    ],
)
def test_before_never_overlaps(first: str, last: str, before: tuple[str, str]) -> None:
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert period.before == Period(*map(date.fromisoformat, before))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-11-16", "2026-W47"),
        ("2024-12-30", "2025-W01"),
        ("2020-12-28", "2020-W53"),
        ("2022-01-03", "2022-W01"),
    ],
)
def test_weeks_have_the_numbers_of_the_standard(day: str, name: str) -> None:
    assert week_name(date.fromisoformat(day)) == name


def test_a_period_begins_and_ends_at_midnight_by_the_clock_here() -> None:
    over_the_change = Period(date(2026, 10, 24), date(2026, 10, 25))

    assert over_the_change.begin == datetime(2026, 10, 23, 22, tzinfo=UTC)
    assert over_the_change.end == datetime(2026, 10, 25, 23, tzinfo=UTC)
    assert over_the_change.end == datetime(2026, 10, 26, tzinfo=AMSTERDAM)


def test_a_week_that_is_cut_is_known() -> None:
    whole = Period(date(2026, 11, 16), date(2026, 11, 22))

    assert (whole.cuts_a_week, Period.usual(WEDNESDAY).cuts_a_week) == (False, True)
