"""Results as a table and as JSON, including what could not be measured, and why."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`value` in `unit`; for times of many requests the median, with `p95` and the number of requests `n`."""

    what: str
    unit: str = ""
    value: float | None = None
    p95: float | None = None
    n: int | None = None
    note: str = ""

    def __str__(self) -> str:
        if self.value is None:
            return f"not measured: {self.note}"
        spread = "" if self.p95 is None else f" / {readable(self.p95)}"
        requests = "" if self.n is None else f" (n={self.n})"
        note = f"; {self.note}" if self.note else ""
        return f"{readable(self.value)}{spread}{requests}{note}"


def readable(number: float) -> str:
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def times(what: str, seconds: Sequence[float], *, note: str = "") -> Figure:
    """Median and 95th percentile in milliseconds."""
    if not seconds:
        return Figure(what=what, unit="ms", note=note or "no request was answered in time")
    ordered = sorted(seconds)
    slow = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    return Figure(
        what=what,
        unit="ms",
        value=round(statistics.median(ordered) * 1000, 3),
        p95=round(slow * 1000, 3),
        n=len(ordered),
        note=note,
    )


Column = tuple[str, Sequence[Figure]]
"""The heading of a column, and its figures."""


def table(columns: Sequence[Column]) -> str:
    """One row per measurement; what could not be measured has no unit, and a row of its own."""
    named = [(label, {heading(figure): figure for figure in figures}) for label, figures in columns]
    rows = list(dict.fromkeys(row for _label, figures in named for row in figures))
    lines = [["", *(label for label, _figures in named)], ["---"] * (len(named) + 1)]
    lines += [[row, *(str(figures.get(row, "")) for _label, figures in named)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def heading(figure: Figure) -> str:
    return f"{figure.what} ({figure.unit})" if figure.unit else figure.what


def as_json(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [{name: value for name, value in asdict(figure).items() if value != ""} for figure in figures]
