"""How long askers wait for their first answer, in the hours that the office is open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateTimeField, OuterRef, Q, Subquery, When
from django.db.models.functions import Cast
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from servicedesk.deadlines.business_hours import business_hours_between
from servicedesk.deadlines.days import day_of, monday_of
from servicedesk.deadlines.due import USUAL_ANSWER_HOURS
from servicedesk.insight.choices import FigureName
from servicedesk.insight.permissions import offices_seen_by
from servicedesk.insight.presenting import (
    Drawing,
    Figure,
    Table,
    newest,
    week_cells,
    week_headings,
)
from servicedesk.insight.scope import Scope
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.models import Question
from vraagbaak.reporting.over_time import LineChart, round_up
from vraagbaak.reporting.percents import percents

CHUNK = 2_000
STEPS_PER_HOUR = 10
COLUMNS = (
    "signed_off_at",
    "question__asked_at",
    "question__subject__answer_hours",
    "question__office",
    "released_at",
)
DEFINITION = gettext_lazy(
    "From the moment of asking to the first answer that was signed off, in hours that the office is open, by"
    " the week of that answer; half of the questions, and nine in ten, were answered within the times shown."
    " The term is that of the subject, %(usual)d hours without one, and begins when a question is released from"
    " quarantine. What still waits for an answer is not"
    " counted. For a knowledge base: the questions on its subjects."
)


@dataclass
class Spread:
    """How often each time occurred, in tenths of an hour; its size does not grow with the number of answers."""

    counts: Counter[int] = field(default_factory=Counter)
    within_term: int = 0

    def add(self, *, hours: float, is_within_term: bool) -> None:
        self.counts[round(hours * STEPS_PER_HOUR)] += 1
        self.within_term += is_within_term

    @property
    def number(self) -> int:
        return self.counts.total()

    def percentile(self, percent: int) -> float | None:
        """The shortest time, in hours, within which `percent` percent were answered."""
        left = -(-self.number * percent // 100)
        for step in sorted(self.counts):
            left -= self.counts[step]
            if left <= 0:
                return step / STEPS_PER_HOUR
        return None

    @property
    def median(self) -> float | None:
        return self.percentile(50)

    @property
    def ninetieth(self) -> float | None:
        return self.percentile(90)

    @property
    def share_within(self) -> float | None:
        return percents(self.within_term, self.number)


Weeks = dict[date, Spread]


def times_per_week(scope: Scope) -> Weeks:
    """For every week of the period, the times of the questions that were first answered in it; in two queries."""
    weeks: Weeks = {monday: Spread() for monday in scope.period.mondays}
    offices = offices_seen_by(scope.user)
    clocks = {office.pk: {"opens_at": office.opens_at, "closes_at": office.closes_at} for office in offices}
    answers = scope.first_answers().annotate(released_at=moment_of_release()).values_list(*COLUMNS)
    for answered_at, asked_at, term, office, released_at in answers.iterator(chunk_size=CHUNK):
        hours = business_hours_between(start=asked_at, end=answered_at, **clocks[office])
        counted = (
            business_hours_between(start=released_at, end=answered_at, **clocks[office])
            if released_at
            else hours
        )
        week = weeks[monday_of(day_of(answered_at))]
        week.add(hours=hours, is_within_term=counted <= (term or USUAL_ANSWER_HOURS))
    return weeks


def moment_of_release() -> Case:
    """Of a question that was held back: it stands in the log alone, as the term on the question itself is a new one
    when it is opened again."""
    released = ModelLogEntry.objects.get_for_model(Question).filter(action=QuestionAction.RELEASE)
    of_question = released.filter(object_id=Cast(OuterRef("question"), CharField()))
    latest = Subquery(of_question.order_by("-timestamp").values("timestamp")[:1])
    return Case(When(~Q(question__suspicion=""), then=latest), output_field=DateTimeField())


def together(spreads: Iterable[Spread]) -> Spread:
    whole = Spread()
    for spread in spreads:
        whole.counts.update(spread.counts)
        whole.within_term += spread.within_term
    return whole


def time_figure(scope: Scope) -> Figure:
    weeks = times_per_week(scope)
    whole = together(weeks.values())
    headings = [
        _("Answered"),
        _("Half within (hours)"),
        _("Nine in ten within (hours)"),
        _("Within the term (%)"),
    ]
    return Figure(
        name=FigureName.TIME,
        definition=DEFINITION % {"usual": USUAL_ANSWER_HOURS},
        is_empty=not whole.number,
        headline=whole.median,
        table=Table(
            headings=[*week_headings(), *headings],
            rows=[
                [*week_cells(monday), week.number, week.median, week.ninetieth, week.share_within]
                for monday, week in weeks.items()
            ],
        ),
        drawings=[hours_drawing(weeks, whole), term_drawing(weeks, whole)],
    )


def hours_drawing(weeks: Weeks, whole: Spread) -> Drawing:
    spreads = newest(list(weeks.values()))
    lines = [[spread.median for spread in spreads], [spread.ninetieth for spread in spreads]]
    highest = round_up(max((value for value in lines[1] if value is not None), default=0))
    return Drawing(
        kind="lines",
        title=_("Hours until the first answer"),
        chart=LineChart(newest(list(weeks)), lines, highest=highest),
        keys=[("half", _("half of the questions")), ("most", _("nine in ten"))],
        sentence=_(
            "Line chart. In the whole period half of the questions were answered within %(half)s hours that the office"
            " is open, and nine in ten within %(most)s."
        )
        % {"half": in_words(whole.median), "most": in_words(whole.ninetieth)},
    )


def term_drawing(weeks: Weeks, whole: Spread) -> Drawing:
    shares = [spread.share_within for spread in newest(list(weeks.values()))]
    return Drawing(
        kind="lines",
        title=_("Share that was answered within the term"),
        chart=LineChart(newest(list(weeks)), [shares], highest=100, unit="%"),
        keys=[("within", _("within the term"))],
        sentence=_("Line chart. In the whole period %(share)s%% was answered within the term.")
        % {"share": in_words(whole.share_within)},
    )


def in_words(number: Any) -> str:
    return "—" if number is None else number_format(number)
