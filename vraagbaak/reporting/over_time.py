"""Charts over time, with lines or columns: weeks or months, oldest first, each in a strip of the same width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MAX_LABELS = 4
"""More dates do not fit next to each other on a telephone."""
MAX_NUMBERS = 13
"""With more columns than this, the numbers above them would touch."""
LEFT = 11.0
"""Percent of the width, for the numbers of the axis."""
HEIGHT = 140
TOP = 18
LABEL_BASELINE = TOP + HEIGHT + 20
COLUMN_SHARE = 0.6
AXIS_ENDS = (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True)
class Label:
    x: str
    first_day: date
    anchor: str = "middle"


@dataclass(frozen=True)
class Tick:
    y: float
    number: int


@dataclass(frozen=True)
class Point:
    x: str
    y: float
    value: float


@dataclass(frozen=True)
class Segment:
    begin: Point
    end: Point


@dataclass(frozen=True)
class Line:
    """`style` counts from 1 and selects how it is drawn. None is an unknown value, which interrupts the line."""

    style: int
    points: Sequence[Point | None]

    @property
    def known(self) -> list[Point]:
        return [point for point in self.points if point]

    @property
    def segments(self) -> list[Segment]:
        return [Segment(begin, end) for begin, end in pairwise(self.points) if begin and end]


@dataclass(frozen=True)
class ColumnPart:
    style: int
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    x: str
    width: str
    middle: str
    number: int
    top: float
    """The y of the number."""
    parts: Sequence[ColumnPart]


class Picture:
    """An axis that ends at `highest`, above the strips that begin on `days`."""

    height = LABEL_BASELINE + 6
    top = TOP
    bottom = TOP + HEIGHT
    label_y = LABEL_BASELINE
    left = f"{LEFT:.2f}%"
    unit = ""

    def __init__(self, days: Sequence[date], *, highest: int) -> None:
        self.days = days
        self.highest = highest
        self.strip = (100 - LEFT) / max(len(days), 1)

    def middle(self, number: int) -> str:
        return f"{LEFT + (number + 0.5) * self.strip:.2f}%"

    def height_of(self, value: float) -> float:
        return height_of(value, self.highest)

    @property
    def ticks(self) -> list[Tick]:
        return [Tick(self.height_of(number), number) for number in (0, self.highest // 2, self.highest)]

    @property
    def labels(self) -> list[Label]:
        """With many strips, the date of the last one is right-aligned, because it would stick out if centred."""
        step = -(-len(self.days) // MAX_LABELS)
        every = [(number, day) for number, day in enumerate(self.days) if number % step == 0]
        labels = [Label(self.middle(number), day) for number, day in every]
        if step > 1 and labels[-1].first_day == self.days[-1]:
            labels[-1] = Label("100%", self.days[-1], "end")
        return labels

    @property
    def has_numbers(self) -> bool:
        return len(self.days) <= MAX_NUMBERS

    def line_of(self, values: Sequence[float | None], *, style: int = 1) -> Line:
        points = [
            None if value is None else Point(self.middle(number), self.height_of(value), value)
            for number, value in enumerate(values)
        ]
        return Line(style, points)


class LineChart(Picture):
    """Lines with a value or None for each day, drawn in the styles 1, 2 and so on."""

    def __init__(
        self, days: Sequence[date], lines: Sequence[Sequence[float | None]], *, highest: int, unit: str = ""
    ) -> None:
        super().__init__(days, highest=highest)
        self.unit = unit
        self.lines = [self.line_of(values, style=style) for style, values in enumerate(lines, start=1)]


class ColumnChart(Picture):
    """A column for each day, with a part for each of `kinds`, drawn in the styles 1, 2 and so on."""

    def __init__(
        self, days: Sequence[date], rows: Sequence[Mapping[str, int]], *, kinds: Sequence[str]
    ) -> None:
        self.rows, self.kinds = rows, kinds
        sums = [sum(row[kind] for kind in kinds) for row in rows]
        self.total = sum(sums)
        super().__init__(days, highest=round_up(max(sums, default=0)))

    @property
    def columns(self) -> list[Column]:
        return [self.column_of(row, number) for number, row in enumerate(self.rows)]

    def column_of(self, row: Mapping[str, int], number: int) -> Column:
        parts, done = [], 0
        for style, kind in enumerate(self.kinds, start=1):
            if count := row[kind]:
                done += count
                height = HEIGHT * count / self.highest
                parts.append(ColumnPart(style, self.height_of(done), round(height, 2)))
        x = LEFT + (number + (1 - COLUMN_SHARE) / 2) * self.strip
        width = f"{self.strip * COLUMN_SHARE:.2f}%"
        return Column(f"{x:.2f}%", width, self.middle(number), done, self.height_of(done) - 5, parts)


def height_of(value: float, whole: float) -> float:
    """The y of a value on an axis that ends at `whole`."""
    return round(TOP + HEIGHT * (1 - value / whole), 2)


def round_up(number: float) -> int:
    """Up to a round end for an axis, of which half is a whole number too: the middle tick shows it."""
    power = 10 ** max(len(str(int(number))) - 2, 0)
    return next(end * power for end in AXIS_ENDS if end * power >= number)
