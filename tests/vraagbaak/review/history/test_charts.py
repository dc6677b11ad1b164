"""The pictures of the report as numbers."""

from collections import Counter
from datetime import date

from vraagbaak.reporting.over_time import HEIGHT, TOP
from vraagbaak.review.history.charts import ReviewedChart, ShareChart, newest
from vraagbaak.review.history.months import Month

JANUARY, FEBRUARY, MARCH = (date(2026, number, 1) for number in (1, 2, 3))


def month(first_day: date, share: int | None = None, **reviewed: int) -> Month:
    state = {} if share is None else {"is_stored": True, "pages": 100, "in_order": share}
    return Month(first_day=first_day, reviewed=Counter(reviewed), **state)


def test_the_line_goes_from_month_to_month_and_the_target_stands_still() -> None:
    chart = ShareChart([month(JANUARY, 50), month(FEBRUARY, 100)], target=90)

    assert [(part.begin.y, part.end.y) for part in chart.line.segments] == [(TOP + HEIGHT / 2, TOP)]
    assert [point and (point.x, point.value) for point in chart.line.points] == [
        ("33.25%", 50.0),
        ("77.75%", 100.0),
    ]
    assert chart.target_y == TOP + HEIGHT / 10


def test_a_month_of_which_nothing_was_stored_interrupts_the_line() -> None:
    chart = ShareChart([month(JANUARY, 50), month(FEBRUARY), month(MARCH, 80)], target=None)

    assert (chart.line.segments, chart.line.points[1], chart.target_y) == ([], None, None)
    assert chart.known == [chart.months[0], chart.months[2]]


def test_a_column_is_as_high_as_its_outcomes_together() -> None:
    chart = ReviewedChart([month(JANUARY, still_correct=6, retired=2), month(FEBRUARY)])

    full, empty = chart.columns
    assert [(part.style, part.y, part.height) for part in full.parts] == [
        (1, TOP + HEIGHT / 4, HEIGHT * 3 / 4),
        (4, TOP, HEIGHT / 4),
    ]
    assert (full.number, empty.number, empty.parts) == (8, 0, [])
    assert [tick.number for tick in chart.ticks] == [0, 4, 8]


def test_the_newest_months_are_pictured() -> None:
    months = [month(date(2020 + n // 12, n % 12 + 1, 1)) for n in range(30)]

    assert [newest(months)[0], len(newest(months))] == [months[6], 24]


def test_all_is_in_order_only_when_it_is() -> None:
    almost = Month(first_day=JANUARY, is_stored=True, pages=3000, in_order=2999)

    assert (almost.share, Month(first_day=JANUARY, is_stored=True).share) == (99.9, None)
