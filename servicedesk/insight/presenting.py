"""A figure as the screen shows it: its definition, its pictures, and the table behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from servicedesk.insight.choices import FigureName
from servicedesk.insight.periods import week_name
from vraagbaak.reporting.over_time import Picture

MAX_WEEKS = 26
"""More do not fit in one picture; the table has them all."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One picture of a figure; `keys` are choices of what is told apart, in the order of their styles."""

    kind: str
    """columns or lines"""
    chart: Picture
    keys: Sequence[tuple[str, Any]]
    sentence: str
    """The same in words, for who does not see it."""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Numbers are numbers; None is what is not known."""

    headings: Sequence[Any]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    name: FigureName
    definition: Any
    """A sentence, translated when it is shown."""
    table: Table
    is_empty: bool
    headline: float | None = None
    """The one number of the whole period that is compared with the period before."""
    drawings: Sequence[Drawing] = field(default_factory=list)
    report_url: str = ""
    """Where the whole of it can be read."""

    @property
    def left_out(self) -> int:
        """How many weeks the table has and the pictures have not."""
        return max(len(self.table.rows) - MAX_WEEKS, 0) if self.drawings else 0


def newest(values: Sequence[Any]) -> Sequence[Any]:
    return values[-MAX_WEEKS:]


def week_headings() -> list[str]:
    return [_("Week"), _("Begins on")]


def week_cells(monday: date) -> list[Any]:
    return [week_name(monday), monday]
