"""`python -m quality.personal_data`: how well personal data is found, on the cases that are written for it.

Each case is a line in tests/vraagbaak/personal_data/cases, with the personal data marked as {{kind:text}}. Prints per
kind how many pieces were found as marked, found in part, missed, and found where there are none. The cases of
held_out.txt were written after the rules and are counted apart: no rule was changed for them.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from vraagbaak.personal_data.finding import find_personal_data

CASES = Path(__file__).parent.parent / "tests/vraagbaak/personal_data/cases"
HELD_OUT = "held_out"
MARKED = re.compile(r"\{\{(\w+):([^{}]+)\}\}")
NEW_LINE = "⏎"
SETTINGS = ("names", "patterns", "own")


class Piece(NamedTuple):
    start: int
    end: int
    kind: str


class Case(NamedTuple):
    file: str
    text: str
    wanted: tuple[Piece, ...]
    known: dict[str, list[str]]

    @property
    def is_near_miss(self) -> bool:
        return not self.wanted

    def found(self) -> list[Piece]:
        found = find_personal_data(
            self.text,
            names=self.known["names"],
            number_patterns=self.known["patterns"],
            own_details=self.known["own"],
        )
        return [Piece(each.start, each.end, each.kind.value) for each in found]


class Outcome(NamedTuple):
    """Of one case. `exact`, `partly` and `missed` are of what is marked; `false` is what was found beside it."""

    case: Case
    found: list[Piece]
    exact: list[Piece]
    partly: list[Piece]
    missed: list[Piece]
    false: list[Piece]


class Figures(NamedTuple):
    cases: int
    wanted: int
    exact: int
    partly: int
    missed: int
    false: int
    characters_wanted: int
    characters_found: int
    characters_right: int

    @property
    def recall(self) -> float:
        """The share of the characters to be removed that are removed."""
        return self.characters_right / self.characters_wanted if self.characters_wanted else 1

    @property
    def precision(self) -> float:
        """The share of the removed characters that should be removed."""
        return self.characters_right / self.characters_found if self.characters_found else 1


def read_cases(folder: Path = CASES) -> list[Case]:
    return [case for file in sorted(folder.glob("*.txt")) for case in cases_of(file)]


def cases_of(file: Path) -> Iterator[Case]:
    known: dict[str, list[str]] = {name: [] for name in SETTINGS}
    for line in file.read_text().splitlines():
        if line.startswith("# "):
            name, _colon, values = line[2:].partition(":")
            known = {**known, name: [value.strip() for value in values.split(";") if value.strip()]}
        elif line and not line.startswith("##"):
            yield Case(file.stem, *read_marks(line.replace(NEW_LINE, "\n")), known)


def read_marks(line: str) -> tuple[str, tuple[Piece, ...]]:
    text, pieces, position = "", [], 0
    for match in MARKED.finditer(line):
        text += line[position : match.start()]
        pieces.append(Piece(len(text), len(text) + len(match[2]), match[1]))
        text, position = text + match[2], match.end()
    return text + line[position:], tuple(pieces)


def outcome_of(case: Case) -> Outcome:
    found = case.found()
    exact = [piece for piece in case.wanted if piece in found]
    partly = [piece for piece in case.wanted if piece not in exact and overlapping(piece, found)]
    missed = [piece for piece in case.wanted if not overlapping(piece, found)]
    false = [piece for piece in found if not overlapping(piece, case.wanted)]
    return Outcome(case, found, exact, partly, missed, false)


def overlapping(piece: Piece, others: Iterable[Piece]) -> bool:
    return any(piece.start < other.end and other.start < piece.end for other in others)


def figures(outcomes: Sequence[Outcome], *, kind: str = "") -> Figures:
    """Of all kinds together, or of one: what it should find, and what it finds."""

    def of_kind(pieces: Iterable[Piece]) -> list[Piece]:
        return [piece for piece in pieces if kind in ("", piece.kind)]

    characters = [
        (characters_of(of_kind(each.case.wanted)), characters_of(of_kind(each.found))) for each in outcomes
    ]
    return Figures(
        cases=sum(1 for each in outcomes if not kind or of_kind([*each.case.wanted, *each.found])),
        wanted=sum(len(of_kind(each.case.wanted)) for each in outcomes),
        exact=sum(len(of_kind(each.exact)) for each in outcomes),
        partly=sum(len(of_kind(each.partly)) for each in outcomes),
        missed=sum(len(of_kind(each.missed)) for each in outcomes),
        false=sum(len(of_kind(each.false)) for each in outcomes),
        characters_wanted=sum(len(wanted) for wanted, _found in characters),
        characters_found=sum(len(found) for _wanted, found in characters),
        characters_right=sum(len(wanted & found) for wanted, found in characters),
    )


def characters_of(pieces: Iterable[Piece]) -> set[int]:
    return {position for piece in pieces for position in range(piece.start, piece.end)}


def table(outcomes: Sequence[Outcome]) -> str:
    kinds = sorted({piece.kind for each in outcomes for piece in [*each.case.wanted, *each.found]})
    rows = [(kind, figures(outcomes, kind=kind)) for kind in kinds]
    lines = [line(name, each) for name, each in [*rows, ("all", figures(outcomes))]]
    return "\n".join(
        [
            "| kind | cases | pieces | exact | in part | missed | false alarms | recall | precision |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
            *lines,
        ]
    )


def line(name: str, each: Figures) -> str:
    counts = (each.cases, each.wanted, each.exact, each.partly, each.missed, each.false)
    shares = (f"{share:.1%}" for share in (each.recall, each.precision))
    return f"| {' | '.join([name, *map(str, counts), *shares])} |"


def slips(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What went wrong, with the case in which it did."""
    for each in outcomes:
        for name in ("partly", "missed", "false"):
            for piece in getattr(each, name):
                written = each.case.text[piece.start : piece.end]
                yield f"{name:7}{piece.kind:10}{written!r}   in: {each.case.text[:120]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m quality.personal_data", description=__doc__)
    parser.add_argument("--slips", action="store_true", help="list what goes wrong, and where")
    arguments = parser.parse_args()
    outcomes = [outcome_of(case) for case in read_cases()]
    for name, chosen in by_half(outcomes).items():
        near = sum(1 for each in chosen if each.case.is_near_miss)
        print(f"{name}: {len(chosen)} cases, of which {near} hold no personal data\n\n{table(chosen)}\n")
        if arguments.slips:
            print("\n".join(slips(chosen)), end="\n\n")


def by_half(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    held_out = [each for each in outcomes if each.case.file == HELD_OUT]
    return {
        "Built on": [each for each in outcomes if each.case.file != HELD_OUT],
        **({"Held out": held_out} if held_out else {}),
    }


if __name__ == "__main__":
    main()
