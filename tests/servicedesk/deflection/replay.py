"""Recomputes the figures by hand from the exported events: plain Python that knows nothing of the tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ENDS = {"answered", "asked", "left", "held"}
Run = list[Mapping[str, str]]


def settled_runs(events: Iterable[Mapping[str, str]], *, now: datetime) -> list[Run]:
    """The runs of which the last end is more than 48 hours ago."""
    runs: dict[str, Run] = defaultdict(list)
    for event in events:
        runs[event["run"]].append(event)
    return [run for run in runs.values() if (end := end_of(run)) and now - end > timedelta(hours=48)]


def end_of(run: Run) -> datetime | None:
    return max((datetime.fromisoformat(event["at"]) for event in run if event["step"] in ENDS), default=None)


def happened(run: Run, step: str, page: str = "") -> bool:
    return any(event["step"] == step and (not page or event["page"] == page) for event in run)


def was_asked(run: Run) -> bool:
    return happened(run, "asked") or happened(run, "followed")


def count(runs: Iterable[Run], *, page: str = "") -> tuple[int, int, int, int, int]:
    """Shown to, opened by, answered, still asked and helped: of one page, or of everything."""
    visits: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        read = happened(run, "opened", page) or happened(run, "answered", page)
        for name, holds in {
            "shown": happened(run, "shown", page),
            "opened": happened(run, "opened", page),
            "answered": happened(run, "answered", page),
            "asked": was_asked(run) and (read or not page),
        }.items():
            if holds:
                visits[name].add(run[0]["visit"])
    helped = visits["answered"] - visits["asked"]
    return (*(len(visits[name]) for name in ("shown", "opened", "answered", "asked")), len(helped))


def per_page(runs: list[Run]) -> dict[int, tuple[int, ...]]:
    pages = {event["page"] for run in runs for event in run if event["page"]}
    return {int(page): count(runs, page=page) for page in pages}


def per_base(runs: list[Run]) -> dict[str, tuple[int, ...]]:
    """The same of all pages of a knowledge base together: its title stands for each of them."""
    bases = {event["knowledge_base"] for run in runs for event in run if event["page"]}
    as_pages = [[{**event, "page": event["knowledge_base"]} for event in run] for run in runs]
    return {base: count(as_pages, page=base) for base in bases}


def over_time(runs: list[Run], first_day: Callable[[datetime], Any]) -> dict[Any, tuple[int, ...]]:
    periods: dict[Any, list[Run]] = defaultdict(list)
    for run in runs:
        begun = next(event["at"] for event in run if event["step"] == "begun")
        periods[first_day(datetime.fromisoformat(begun).astimezone(AMSTERDAM))].append(run)
    return {day: count(each) for day, each in periods.items()}


def monday(moment: datetime) -> Any:
    return moment.date() - timedelta(days=moment.weekday())


def first_of_month(moment: datetime) -> Any:
    return moment.date().replace(day=1)
