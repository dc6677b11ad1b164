"""The result of an import."""

from dataclasses import dataclass, field
from enum import StrEnum

from vraagbaak.exchange.rows import BadRow, FaqRow


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class ImportResult:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    notes: list[tuple[int | str, str]] = field(default_factory=list)

    @property
    def good(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def read(self) -> int:
        return self.good + len(self.bad)

    def count(self, outcome: Outcome, row: FaqRow) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.notes.extend((row.number, note) for note in row.notes)
