"""What is kept of an asker, in numbers: for a screen that asks whether it may go."""

from dataclasses import dataclass

from servicedesk.parties.holdings import Counts, Parties, counts_of


@dataclass(frozen=True)
class Inventory:
    """`counts` per kind, as the rooms name them; `open_questions` are among `questions`."""

    counts: Counts

    @property
    def open_questions(self) -> int:
        return self.counts["open_questions"]


def inventory_of(parties: Parties) -> Inventory:
    """Of all these parties together, in one query per kind whatever their number."""
    return Inventory(counts_of(parties))
