"""Lines and columns as numbers."""

from datetime import date, timedelta

import pytest

from vraagbaak.reporting.over_time import HEIGHT, TOP, ColumnChart, LineChart, round_up

MONDAY = date(2026, 11, 16)


def weeks(number: int) -> list[date]:
    return [MONDAY + timedelta(weeks=week) for week in range(number)]


def test_each_line_has_its_own_style_and_stops_where_nothing_is_known() -> None:
    chart = LineChart(weeks(3), [[0, 50, 100], [100, None, 50]], highest=100)

    solid, dotted = chart.lines
    assert (solid.style, [part.end.y for part in solid.segments]) == (1, [TOP + HEIGHT / 2, TOP])
    assert (dotted.style, dotted.segments, [point.value for point in dotted.known]) == (2, [], [100, 50])


def test_the_parts_of_a_column_stand_on_one_another() -> None:
    chart = ColumnChart(weeks(2), [{"web": 3, "email": 0, "desk": 1}, {}], kinds=[])
    stacked = ColumnChart(weeks(1), [{"web": 3, "email": 0, "desk": 1}], kinds=["web", "email", "desk"])

    assert (chart.total, [column.parts for column in chart.columns]) == (0, [[], []])
    (column,) = stacked.columns
    assert [(part.style, part.y, part.height) for part in column.parts] == [
        (1, TOP + HEIGHT / 4, HEIGHT * 3 / 4),
        (3, TOP, HEIGHT / 4),
    ]


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (0, 2),
        (0.4, 2),
        (1, 2),
        (7, 8),
        (8, 8),
        (51, 60),
        (99, 100),
        (99.5, 100),
        (100, 100),
        (101, 120),
        (1001, 1200),
        (9999, 10000),
    ],
)
def test_an_axis_ends_at_a_number_whose_half_is_whole(number: float, rounded: int) -> None:
    assert round_up(number) == rounded


@pytest.mark.parametrize(("number", "labels"), [(1, 1), (4, 4), (13, 4), (14, 4), (24, 4)])
def test_few_days_are_named_so_that_names_do_not_touch(number: int, labels: int) -> None:
    chart = ColumnChart(weeks(number), [{}] * number, kinds=[])

    assert (len(chart.labels), chart.has_numbers) == (labels, number <= 13)
