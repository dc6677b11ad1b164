"""The questions that are due, as bars under one another: x and widths are shares of the whole, y are pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicedesk.privacy.retention import OfficeDue

ROW = 48
BAR = 16
WIDEST = 88.0
"""Percents of the width; the number stands behind the bar."""


@dataclass(frozen=True)
class Bar:
    name: str
    number: int
    width: str
    text_y: int
    bar_y: int
    number_y: int


class DueChart:
    bar_height = BAR

    def __init__(self, offices: Sequence[OfficeDue]) -> None:
        self.offices = offices
        self.highest = max((due.due_soon for due in offices), default=0)
        self.height = ROW * len(offices)

    @property
    def total(self) -> int:
        return sum(due.due_soon for due in self.offices)

    @property
    def bars(self) -> list[Bar]:
        return [
            Bar(
                name=due.office.name,
                number=due.due_soon,
                width=f"{WIDEST * due.due_soon / max(self.highest, 1):.2f}%",
                text_y=row * ROW + 16,
                bar_y=row * ROW + 22,
                number_y=row * ROW + 35,
            )
            for row, due in enumerate(self.offices)
        ]
