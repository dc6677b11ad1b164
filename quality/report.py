"""Results as tables for people and as JSON for programs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quality.measuring import BEGINNING, PLAIN, SEARCH, SUGGEST, Answer, scores
from quality.queries import OURS, OWN_QUESTION, Wanted
from quality.scores import Score

Groups = Mapping[str, Mapping[str, Score]]
HEADINGS = {
    SEARCH: "search",
    SUGGEST: "suggest, typed whole",
    BEGINNING: "suggest, first 60%",
    PLAIN: "plain BM25",
}
SHOWN_MISSES = 3


def groups_of(answers: Sequence[Answer]) -> dict[str, Groups]:
    """The kinds of each set, and the two halves of all our own wordings."""
    groups: dict[str, Groups] = {}
    for name in dict.fromkeys(answer.wanted.set for answer in answers):
        of_set = [answer for answer in answers if answer.wanted.set == name]
        groups[name] = scores(of_set, by=lambda wanted: wanted.kind)
    ours = [answer for answer in answers if answer.wanted.set.startswith(OURS)]
    if ours:
        groups["all our own, by half"] = scores(ours, by=lambda wanted: wanted.half)
    return groups


def table(name: str, groups: Groups) -> str:
    ways = [way for way in HEADINGS if any(way in each for each in groups.values())]
    head = ["kind", "queries", *(HEADINGS[way] for way in ways)]
    rows = [head, ["---"] * len(head)]
    for kind, by_way in groups.items():
        counted = next(iter(by_way.values())).queries
        rows.append([kind, str(counted), *(figures(by_way.get(way)) for way in ways)])
    return f"### {name}\n\n" + aligned(rows)


def figures(score: Score | None) -> str:
    return f"{score.recall_1:.2f} / {score.recall_5:.2f} / {score.mrr:.2f}" if score else ""


def aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        " | ".join(
            ("-" * width if cell == "---" else cell.ljust(width))
            for cell, width in zip(row, widths, strict=True)
        )
        for row in rows
    )
    return "\n".join(f"| {line} |" for line in lines)


def misses(answers: Iterable[Answer], questions: Mapping[str, str], *, way: str) -> str:
    """The wordings whose page is not first, with its rank and what came first instead."""
    blocks = [miss(each, questions) for each in answers if each.way == way and each.rank != 1]
    return f"### not first in {HEADINGS[way]}: {len(blocks)}\n\n" + "\n".join(blocks)


def miss(answer: Answer, questions: Mapping[str, str]) -> str:
    wanted = answer.wanted
    instead = [each for each in answer.found if each not in wanted.relevant][:SHOWN_MISSES]
    right = sorted(wanted.relevant)[:SHOWN_MISSES]
    place = f"at {answer.rank}" if answer.rank else "not in the first ten"
    lines = [f"{wanted.text}   [{wanted.set}, {wanted.kind}, {wanted.half}; {place}]"]
    lines += [f"    right: {questions.get(each, each)}" for each in right]
    lines += [f"    came:  {questions.get(each, each)}" for each in instead] or ["    came:  nothing"]
    return "\n".join(lines)


def as_json(answers: Sequence[Answer], groups: Mapping[str, Groups], *, seconds: float) -> dict[str, Any]:
    return {
        "seconds": round(seconds, 1),
        "scores": {
            name: {
                kind: {way: score._asdict() for way, score in by_way.items()}
                for kind, by_way in kinds.items()
            }
            for name, kinds in groups.items()
        },
        "misses": [
            {**described(answer.wanted), "way": answer.way, "rank": answer.rank, "found": list(answer.found)}
            for answer in answers
            if answer.rank != 1 and answer.way != PLAIN and not answer.wanted.kind.startswith(OWN_QUESTION)
        ],
    }


def described(wanted: Wanted) -> dict[str, Any]:
    return {**wanted._asdict(), "relevant": sorted(wanted.relevant)}
