"""Searches every wording in every way and keeps the results."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from quality.baseline import PlainSearch
from quality.product import LIMIT, Api
from quality.queries import Wanted
from quality.scores import Score, rank, score

SEARCH, SUGGEST, BEGINNING, PLAIN = "search", "suggest", "beginning", "plain BM25"
EVERYTHING = "all"
Ways = Mapping[str, Callable[[Wanted], Sequence[str]]]


class Answer(NamedTuple):
    """The results of a wording, searched in one way."""

    wanted: Wanted
    way: str
    found: Sequence[str]

    @property
    def rank(self) -> int:
        return rank(self.found, self.wanted.relevant)


def ways_to_ask(api: Api, plain: Mapping[str, PlainSearch]) -> Ways:
    return {
        SEARCH: lambda wanted: api.search(wanted.text, language=wanted.language),
        SUGGEST: lambda wanted: api.suggest(wanted.text, language=wanted.language),
        BEGINNING: lambda wanted: api.suggest(wanted.beginning, language=wanted.language),
        PLAIN: lambda wanted: plain[wanted.language].search(wanted.text, limit=LIMIT),
    }


def ask(queries: Iterable[Wanted], ways: Ways) -> list[Answer]:
    return [Answer(wanted, way, asked(wanted)) for wanted in queries for way, asked in ways.items()]


def scores(answers: Iterable[Answer], *, by: Callable[[Wanted], str]) -> dict[str, dict[str, Score]]:
    """Per group and way; if there are several groups, all of them together come last."""
    ranks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for answer in answers:
        for group in (by(answer.wanted), EVERYTHING):
            ranks[group][answer.way].append(answer.rank)
    if len(ranks) == 2:
        del ranks[EVERYTHING]
    names = sorted(ranks, key=lambda name: (name == EVERYTHING, name))
    return {name: {way: score(each) for way, each in ranks[name].items()} for name in names}
