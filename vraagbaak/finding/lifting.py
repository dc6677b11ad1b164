"""Results in the order of their score times a lift, whichever search engine gave the scores."""

from collections.abc import Sequence
from operator import itemgetter
from typing import TypeVar

Result = TypeVar("Result")


def lifted(
    found: Sequence[Result], *, scores: Sequence[float | None], lifts: Sequence[float]
) -> list[tuple[Result, float | None]]:
    """The results with their lifted scores, best first; `found` is in the engine's own order.

    One result alone, and those of an engine that gives no scores, stay as they are.
    """
    known = [score for score in scores if score is not None]
    if len(known) < max(len(found), 2):
        return list(zip(found, scores, strict=True))
    ranked = [(each, score * lift) for each, score, lift in zip(found, known, lifts, strict=True)]
    # In SQLite's own search scores are negative: the lowest is the best.
    return sorted(ranked, key=itemgetter(1), reverse=known[0] >= known[-1])
