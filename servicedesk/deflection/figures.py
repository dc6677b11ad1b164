"""The figures of the loop, from the runs as they are stored: rule 8, and `definition.py` in words.

Each function is one statement, whatever the number of runs. All numbers are numbers of visitors, each counted once a
day: the digest of a visitor is another one on each day, so counting different digests does just that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, DateField, F, Q, Value
from django.db.models.functions import NullIf, TruncMonth, TruncWeek
from django.utils import timezone

from servicedesk.deflection.choices import Grouping
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.deflection.querysets import asked_after_all, is_settled
from servicedesk.deflection.selection import Selection
from vraagbaak.reporting.percents import percents_rounded_down

TRUNCATED = {Grouping.WEEK: TruncWeek, Grouping.MONTH: TruncMonth}
COUNTS = ("shown_to", "opened_by", "answered", "asked", "helped")


@dataclass(frozen=True, kw_only=True)
class Figures:
    shown_to: int = 0
    opened_by: int = 0
    answered: int = 0
    """Who said that a page answered the question, whatever followed."""
    asked: int = 0
    helped: int = 0

    @property
    def share(self) -> float | None:
        """The deflection in percents, rounded down. None: nobody was helped or asked."""
        return percents_rounded_down(self.helped, self.helped + self.asked)


@dataclass(frozen=True, kw_only=True)
class PeriodFigures(Figures):
    """Of a week that begins on this Monday, or of a month."""

    first_day: date


@dataclass(frozen=True, kw_only=True)
class BaseFigures(Figures):
    """Of a knowledge base."""

    title: str


def total(selection: Selection) -> Figures:
    """Of all of the selection together."""
    return Figures(**settled_runs(selection).aggregate(**run_counts(selection)))


def over_time(selection: Selection, *, grouping: Grouping) -> list[PeriodFigures]:
    """By the week or month in which the form was opened, oldest first, without gaps between the first and last."""
    day = TRUNCATED[grouping]("begun_at", output_field=DateField(), tzinfo=timezone.get_default_timezone())
    rows = settled_runs(selection).order_by().values(first_day=day).annotate(**run_counts(selection))
    known = {row["first_day"]: PeriodFigures(**row) for row in rows}
    return [known.get(each) or PeriodFigures(first_day=each) for each in periods_of(known, grouping=grouping)]


def by_page(selection: Selection) -> Any:
    """A row for each page that was shown or read, with its figures; the page that is asked about most comes first."""
    rows = settled_suggestions(selection).values(
        key=F("page"),
        title=F("page__title"),
        base=F("page__knowledge_base"),
        knowledge_base=F("page__knowledge_base__title"),
    )
    return (
        rows.annotate(**page_counts()).annotate(**derived()).order_by("-asked", "-shown_to", "title", "key")
    )


def by_base(selection: Selection) -> list[BaseFigures]:
    rows = settled_suggestions(selection).values(
        title=F("page__knowledge_base__title"), key=F("page__knowledge_base")
    )
    counted = rows.annotate(**page_counts()).annotate(**derived()).order_by("title", "key")
    return [BaseFigures(title=row["title"], **{name: row[name] for name in COUNTS}) for row in counted]


def count_unknown(selection: Selection) -> int:
    """How many runs are not counted yet: they go on, or ended less than 48 hours ago."""
    return selection.runs().exclude(is_settled(selection.now)).count()


def settled_runs(selection: Selection) -> Any:
    return AskRun.objects.filter(selection.conditions(), is_settled(selection.now))


def settled_suggestions(selection: Selection) -> Any:
    shown = ShownSuggestion.objects.filter(page__knowledge_base__in=selection.bases).order_by()
    return shown.filter(selection.conditions("run__"), is_settled(selection.now, "run__"))


def run_counts(selection: Selection) -> dict[str, Any]:
    """Of runs, joined to what was shown in them; a run then has several rows, and a visitor is counted once."""
    whole = Q(office__in=selection.offices)
    in_bases = Q(shown__page__knowledge_base__in=selection.bases)
    is_answer = Q(answered_by=F("shown__page"))
    opened = Q(shown__opened_at__isnull=False)
    asked = asked_after_all() & (whole | (in_bases & (opened | is_answer)))
    answered = Q(answered_at__isnull=False) & (whole | (in_bases & is_answer))
    return {
        "shown_to": visitors("visitor", Q(shown__position__gt=0) & (whole | in_bases)),
        "opened_by": visitors("visitor", opened & (whole | in_bases)),
        "answered": visitors("visitor", answered),
        "asked": visitors("visitor", asked),
        "helped": visitors("visitor", asked | answered) - visitors("visitor", asked),
    }


def page_counts() -> dict[str, Any]:
    """Of suggestions, grouped by page or knowledge base. `decided`: who was helped or asked."""
    answered = Q(run__answered_by=F("page"))
    asked = asked_after_all("run__") & (Q(opened_at__isnull=False) | answered)
    return {
        "shown_to": visitors("run__visitor", Q(position__gt=0)),
        "opened_by": visitors("run__visitor", Q(opened_at__isnull=False)),
        "answered": visitors("run__visitor", answered),
        "asked": visitors("run__visitor", asked),
        "decided": visitors("run__visitor", asked | answered),
    }


def derived() -> dict[str, Any]:
    """`per_mille` is the deflection, rounded down; NULL where nobody was helped or asked."""
    helped = F("decided") - F("asked")
    return {"helped": helped, "per_mille": helped * Value(1000) / NullIf(F("decided"), Value(0))}


def visitors(digest: str, condition: Q) -> Count:
    return Count(digest, distinct=True, filter=condition)


def periods_of(days: Iterable[date], *, grouping: Grouping) -> Iterator[date]:
    """The first days of all periods from the first to the last of `days`, which are first days themselves."""
    ordered = sorted(days)
    if not ordered:
        return
    day, last = ordered[0], ordered[-1]
    while day <= last:
        yield day
        day = next_first_day(day, grouping=grouping)


def next_first_day(day: date, *, grouping: Grouping) -> date:
    if grouping == Grouping.WEEK:
        return day + timedelta(days=7)
    return (day + timedelta(days=31)).replace(day=1)
