"""Bar charts: horizontal bars, each with its label above it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BAR_HEIGHT = 14
ROW_HEIGHT = 46
LABEL_BASELINE = 16
BAR_TOP = 24
MAX_LABEL_LENGTH = 32


@dataclass(frozen=True)
class Part:
    kind: str
    value: int
    x: str
    """In percent of the width, like `width`."""
    width: str


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    parts: Sequence[Part]
    label_y: int
    y: int


@dataclass(frozen=True)
class Chart:
    bars: Sequence[Bar]
    bar_height: int = BAR_HEIGHT

    @property
    def height(self) -> int:
        return len(self.bars) * ROW_HEIGHT


def chart_of(rows: Iterable[Mapping[str, Any]], *, label: str, kinds: Sequence[str]) -> Chart:
    """One bar per row, with a part for each of `kinds` that is not zero; the longest bar fills the width.

    `label` and `kinds` are keys of the rows.
    """
    rows = list(rows)
    longest = max((sum(row[kind] for kind in kinds) for row in rows), default=0) or 1
    bars = [
        bar_of(row, number, label=row[label], kinds=kinds, longest=longest) for number, row in enumerate(rows)
    ]
    return Chart(bars)


def bar_of(row: Mapping[str, Any], number: int, *, label: str, kinds: Sequence[str], longest: int) -> Bar:
    parts, done = [], 0
    for kind in kinds:
        if row[kind] > 0:
            parts.append(Part(kind, row[kind], width_of(done, longest), width_of(row[kind], longest)))
            done += row[kind]
    top = number * ROW_HEIGHT
    return Bar(shortened(label), done, parts, top + LABEL_BASELINE, top + BAR_TOP)


def width_of(value: int, whole: int) -> str:
    return f"{100 * value / whole:.2f}%"


def shortened(label: str) -> str:
    return label if len(label) <= MAX_LABEL_LENGTH else f"{label[: MAX_LABEL_LENGTH - 1]}…"
