"""What happened in the runs, step by step, as plain rows: enough to recompute every figure by hand.

A row names no visitor. `visit` is the number of the first run by the same visitor on the same day, so that each
can be counted once a day; nothing ties two days together.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.utils import timezone

from servicedesk.deflection.choices import AskOutcome, Step
from servicedesk.deflection.models import ShownSuggestion
from servicedesk.deflection.selection import Selection
from servicedesk.questions.choices import GENUINE

AT_A_TIME = 500
ORDER = list(Step)
STEPS_WITH_PAGE = [Step.SHOWN, Step.OPENED, Step.DECLINED, Step.ANSWERED]


class Event(NamedTuple):
    run: int
    visit: int
    office: str
    at: str
    """ISO 8601, with the offset of the clock here."""
    step: str
    page: int | None = None
    title: str = ""
    knowledge_base: str = ""
    position: int | None = None
    """1 is the top of the list; 0 for a page that the asker found beside it."""


class Moment(NamedTuple):
    at: datetime
    step: Step
    shown: Any = None


def read_events(selection: Selection) -> Iterator[Event]:
    """The events of each run together, run by run; holds some hundreds of runs in memory at a time."""
    runs = selection.runs()
    same_visit = runs.filter(visitor=OuterRef("visitor")).order_by("pk").values("pk")[:1]
    described = runs.annotate(
        visit=Subquery(same_visit),
        office_name=F("office__name"),
        question_status=F("question__status"),
        followed_status=F("followed_by__status"),
    ).prefetch_related(Prefetch("shown", queryset=suggestions(selection), to_attr="suggestions"))
    for run in described.order_by("pk").iterator(chunk_size=AT_A_TIME):
        moments = [moment for moment in moments_of(run) if may_be_told(run, moment, selection)]
        for moment in sorted(moments, key=lambda moment: (moment.at, ORDER.index(moment.step))):
            yield event_of(run, moment, selection)


def suggestions(selection: Selection) -> Any:
    titled = ShownSuggestion.objects.annotate(
        title=F("page__title"),
        base=F("page__knowledge_base"),
        base_title=F("page__knowledge_base__title"),
    )
    return titled.order_by("position", "pk")


def moments_of(run: Any) -> Iterator[Moment]:
    yield Moment(run.begun_at, Step.BEGUN)
    answer = None
    for shown in run.suggestions:
        answer = shown if shown.page_id == run.answered_by_id else answer
        yield from moments_of_suggestion(shown)
    if run.answered_at:
        yield Moment(run.answered_at, Step.ANSWERED, answer)
    if run.outcome == AskOutcome.LEFT:
        yield Moment(run.ended_at, Step.LEFT)
    if run.outcome == AskOutcome.ASKED:
        is_genuine = run.question_id is None or run.question_status in GENUINE
        yield Moment(run.ended_at, Step.ASKED if is_genuine else Step.HELD)
    if run.followed_at and (run.followed_by_id is None or run.followed_status in GENUINE):
        yield Moment(run.followed_at, Step.FOLLOWED)


def moments_of_suggestion(shown: Any) -> Iterator[Moment]:
    if shown.position:
        yield Moment(shown.shown_at, Step.SHOWN, shown)
    if shown.opened_at:
        yield Moment(shown.opened_at, Step.OPENED, shown)
    if shown.declined_at:
        yield Moment(shown.declined_at, Step.DECLINED, shown)


def may_be_told(run: Any, moment: Moment, selection: Selection) -> bool:
    """Of an office that is not selected as a whole nothing about pages outside of the selection."""
    if run.office_id in selection.offices or moment.step not in STEPS_WITH_PAGE:
        return True
    return moment.shown is not None and moment.shown.base in selection.bases


def event_of(run: Any, moment: Moment, selection: Selection) -> Event:
    at = timezone.localtime(moment.at, timezone.get_default_timezone()).isoformat()
    event = Event(run.pk, run.visit, run.office_name, at, moment.step.value)
    shown = moment.shown
    if shown is None or shown.base not in selection.bases:
        return event
    return event._replace(
        page=shown.page_id, title=shown.title, knowledge_base=shown.base_title, position=shown.position
    )
