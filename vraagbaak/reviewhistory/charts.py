"""Two pictures above one another as numbers that a template draws as SVG: x is a share of the width, y are pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vraagbaak.reviewhistory.months import Month
from vraagbaak.reviews.choices import Outcome

MOST_MONTHS = 24
MOST_LABELS = 4
"""More names of months do not fit beside one another on a telephone."""
MOST_NUMBERS = 12
"""Of more columns than this, the numbers above them would touch."""
LEFT = 11.0
"""Percents of the width for the numbers on the axis."""
HEIGHT = 140
TOP = 18
LABEL_BASELINE = TOP + HEIGHT + 20
COLUMN_SHARE = 0.6
AXIS_ENDS = (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True)
class Label:
    x: str
    first_day: date


@dataclass(frozen=True)
class Tick:
    y: float
    number: int


@dataclass(frozen=True)
class Point:
    x: str
    y: float
    share: float
    is_last: bool = False


@dataclass(frozen=True)
class Segment:
    begin: Point
    end: Point


@dataclass(frozen=True)
class ColumnPart:
    outcome: str
    y: float
    height: float


@dataclass(frozen=True)
class MonthColumn:
    x: str
    width: str
    middle: str
    number: int
    top: float
    """Where the number stands."""
    parts: Sequence[ColumnPart]


class Picture:
    """The months next to one another, oldest first, each in a strip of the same width."""

    height = LABEL_BASELINE + 6
    top = TOP
    bottom = TOP + HEIGHT
    label_y = LABEL_BASELINE
    left = f"{LEFT:.2f}%"

    def __init__(self, months: Sequence[Month]) -> None:
        self.months = months
        self.strip = (100 - LEFT) / max(len(months), 1)

    def middle(self, number: int) -> str:
        return f"{LEFT + (number + 0.5) * self.strip:.2f}%"

    @property
    def labels(self) -> list[Label]:
        step = -(-len(self.months) // MOST_LABELS)
        return [
            Label(self.middle(number), month.first_day)
            for number, month in enumerate(self.months)
            if number % step == 0
        ]


class ShareChart(Picture):
    """A line of the share in order. A month of which nothing was stored interrupts it."""

    def __init__(self, months: Sequence[Month], *, target: int | None) -> None:
        super().__init__(months)
        self.target = target

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(height_of(percent, 100), percent) for percent in (0, 50, 100)]

    @property
    def target_y(self) -> float | None:
        return None if self.target is None else height_of(self.target, 100)

    @property
    def points(self) -> list[Point | None]:
        last = max((number for number, month in enumerate(self.months) if month.share is not None), default=0)
        return [
            None
            if month.share is None
            else Point(self.middle(number), height_of(month.share, 100), month.share, number == last)
            for number, month in enumerate(self.months)
        ]

    @property
    def known(self) -> list[Month]:
        return [month for month in self.months if month.share is not None]

    @property
    def segments(self) -> list[Segment]:
        points = self.points
        return [Segment(begin, end) for begin, end in pairwise(points) if begin and end]


class ReviewedChart(Picture):
    """A column for each month, of one part for each outcome."""

    def __init__(self, months: Sequence[Month]) -> None:
        super().__init__(months)
        self.highest = round_up(max((month.reviews for month in months), default=0))

    @property
    def total(self) -> int:
        return sum(month.reviews for month in self.months)

    @property
    def ticks(self) -> list[Tick]:
        return [
            Tick(height_of(number, self.highest), number) for number in (0, self.highest // 2, self.highest)
        ]

    @property
    def has_numbers(self) -> bool:
        return len(self.months) <= MOST_NUMBERS

    @property
    def columns(self) -> list[MonthColumn]:
        return [self.column_of(month, number) for number, month in enumerate(self.months)]

    def column_of(self, month: Month, number: int) -> MonthColumn:
        parts, done = [], 0
        for outcome in Outcome.values:
            if count := month.reviewed[outcome]:
                done += count
                height = HEIGHT * count / self.highest
                parts.append(ColumnPart(outcome, height_of(done, self.highest), round(height, 2)))
        x = LEFT + (number + (1 - COLUMN_SHARE) / 2) * self.strip
        width = f"{self.strip * COLUMN_SHARE:.2f}%"
        top = height_of(done, self.highest) - 5
        return MonthColumn(f"{x:.2f}%", width, self.middle(number), done, top, parts)


def height_of(value: float, whole: float) -> float:
    """The y of a value on an axis that goes up to `whole`."""
    return round(TOP + HEIGHT * (1 - value / whole), 2)


def round_up(number: int) -> int:
    """To where an axis may well end: its half is a whole number too, and stands on it."""
    power = 10 ** max(len(str(number)) - 2, 0)
    return next(end * power for end in AXIS_ENDS if end * power >= number)


def newest(months: Sequence[Month]) -> Sequence[Month]:
    """As many as are readable in one picture."""
    return months[-MOST_MONTHS:]
