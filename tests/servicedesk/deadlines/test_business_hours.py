from datetime import UTC, datetime, time, timedelta

import pytest

from servicedesk.deadlines.business_hours import add_business_hours, business_hours_between
from tests.factories import AMSTERDAM


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-18T10:00", 4, "2026-11-18T14:00"),
        ("2026-11-18T16:00", 2, "2026-11-19T10:00"),
        ("2026-11-18T06:00", 1, "2026-11-18T10:00"),
        ("2026-11-18T22:00", 1, "2026-11-19T10:00"),
        ("2026-11-20T16:00", 2, "2026-11-23T10:00"),  # a weekend between
        ("2026-04-02T16:00", 2, "2026-04-07T10:00"),  # Easter between
        ("2026-12-24T16:00", 9, "2026-12-28T17:00"),  # Christmas, Boxing Day on a Saturday, and a Sunday
        ("2026-10-23T09:00", 16, "2026-10-26T17:00"),  # the clock goes back in the weekend
        ("2026-11-18T09:00", 8, "2026-11-18T17:00"),
    ],
)
def test_deadline_counts_open_hours_only(start: str, hours: int, due: str) -> None:
    assert add_business_hours(start=at(start), hours=hours, opens_at=time(9), closes_at=time(17)) == at(due)


def test_office_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="closes after it opens"):
        add_business_hours(start=at("2026-11-18T10:00"), hours=1, opens_at=time(17), closes_at=time(9))


NINE_TO_FIVE = {"opens_at": time(9), "closes_at": time(17)}


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-18T10:00", "2026-11-18T14:30", 4.5),
        ("2026-11-18T06:00", "2026-11-18T23:00", 8),
        ("2026-11-18T18:00", "2026-11-19T08:00", 0),  # a night
        ("2026-11-20T16:00", "2026-11-23T10:00", 2),  # a weekend between
        ("2026-11-21T10:00", "2026-11-22T10:00", 0),  # within a weekend
        ("2026-04-02T16:00", "2026-04-07T10:00", 2),  # Easter between
        ("2026-04-27T10:00", "2026-04-27T16:00", 0),  # King's Day
        ("2026-12-24T16:00", "2026-12-28T17:00", 9),  # Christmas, Boxing Day on a Saturday, and a Sunday
        ("2026-03-27T16:00", "2026-03-30T10:00", 2),  # the clock goes forward in the weekend
        ("2026-10-23T09:00", "2026-10-26T17:00", 16),  # the clock goes back in the weekend
        ("2025-12-31T16:00", "2026-01-02T10:00", 2),  # New Year between
        ("2024-01-02T09:00", "2026-01-02T09:00", 4064),  # 508 days in two years, one of them a leap year
        ("2026-11-18T14:00", "2026-11-18T10:00", 0),  # ends before it begins
    ],
)
def test_time_taken_counts_open_hours_only(start: str, end: str, hours: float) -> None:
    assert business_hours_between(start=at(start), end=at(end), **NINE_TO_FIVE) == hours


def test_time_taken_is_that_of_the_clock_in_the_office() -> None:
    # Half past three in summer in London is half past four in Amsterdam.
    start, end = (datetime(2026, 7, day, hour, 30, tzinfo=UTC) for day, hour in ((1, 14), (2, 7)))

    assert business_hours_between(start=start, end=end, **NINE_TO_FIVE) == 1


@pytest.mark.parametrize("hours", [0.25, 1, 7.5, 8, 40, 333])
@pytest.mark.parametrize("days", range(0, 365, 13))
def test_a_deadline_is_as_many_open_hours_away_as_it_gave(days: int, hours: float) -> None:
    start = at("2026-01-01T00:00") + timedelta(days=days, hours=days % 24)

    due = add_business_hours(start=start, hours=hours, **NINE_TO_FIVE)

    assert business_hours_between(start=start, end=due, **NINE_TO_FIVE) == hours


def test_no_time_is_measured_for_an_office_that_never_opens() -> None:
    start = at("2026-11-18T10:00")

    with pytest.raises(ValueError, match="closes after it opens"):
        business_hours_between(start=start, end=start, opens_at=time(17), closes_at=time(9))
