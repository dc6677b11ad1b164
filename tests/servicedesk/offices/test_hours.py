from datetime import datetime, time

import pytest

from servicedesk.offices.hours import add_business_hours
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
