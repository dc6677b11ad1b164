"""What counts as shown, opened, answered, still asked and helped: rule 8, case by case."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servicedesk.deflection.actions import follow_up, leave_runs
from servicedesk.deflection.choices import Grouping
from servicedesk.deflection.events import read_events
from servicedesk.deflection.figures import (
    COUNTS,
    Figures,
    by_base,
    by_page,
    count_unknown,
    over_time,
    total,
)
from servicedesk.deflection.selection import Selection
from servicedesk.lifecycle.quarantine import release
from servicedesk.questions.choices import QuestionStatus
from tests.factories import AMSTERDAM, NOW, FaqPageFactory, KnowledgeBaseFactory, QuestionFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)
NOTHING = (0, 0, 0, 0, 0)


@pytest.fixture
def whole(office: Any, base: Any) -> Selection:
    """All that came of asking at the office."""
    return Selection(now=LATER, offices=(office.pk,), bases=(base.pk,))


@pytest.fixture
def readers(base: Any) -> Selection:
    """Those who read in the knowledge base."""
    return Selection(now=LATER, bases=(base.pk,))


def numbers(figures: Figures) -> tuple[int, ...]:
    return tuple(getattr(figures, name) for name in COUNTS)


def pages(selection: Selection) -> dict[int, tuple[int, ...]]:
    return {row["key"]: tuple(row[name] for name in COUNTS) for row in by_page(selection)}


class TestOneVisitor:
    @pytest.mark.parametrize(
        ("steps", "expected"),
        [
            ({}, NOTHING),
            ({"opened": True}, NOTHING),
            ({"answered": True}, (1, 0, 1, 0, 1)),
            ({"opened": True, "answered": True}, (1, 1, 1, 0, 1)),
            ({"opened": True, "asked": True}, (1, 1, 0, 1, 0)),
            ({"answered": True, "asked": True}, (1, 0, 1, 1, 0)),
        ],
    )
    def test_counts_by_the_end_of_the_run(
        self, play: Callable[..., Any], faq: Any, whole: Selection, steps: Any, expected: Any
    ) -> None:
        play(faq, visitor="a", **steps)

        assert numbers(total(whole)) == expected
        assert pages(whole) == ({faq.pk: expected} if any(expected) else {})
        assert [numbers(each) for each in by_base(whole)] == ([expected] if any(expected) else [])

    def test_who_left_was_shown_something_and_no_more(
        self, play: Callable[..., Any], faq: Any, whole: Selection
    ) -> None:
        play(faq, visitor="a", opened=True)
        leave_runs(now=NOW + timedelta(days=2))

        assert (numbers(total(whole)), total(whole).share) == ((1, 1, 0, 0, 0), None)

    def test_who_asks_without_reading_counts_for_the_office_and_for_no_page(
        self, play: Callable[..., Any], faq: Any, whole: Selection, readers: Selection
    ) -> None:
        play(faq, visitor="a", asked=True)

        assert numbers(total(whole)) == (1, 0, 0, 1, 0)
        assert numbers(total(readers)) == (1, 0, 0, 0, 0)
        assert pages(whole) == {faq.pk: (1, 0, 0, 0, 0)}

    def test_runs_without_a_visitor_count_nowhere(
        self, play: Callable[..., Any], faq: Any, whole: Selection
    ) -> None:
        play(faq, visitor="", opened=True, answered=True)

        assert numbers(total(whole)) == NOTHING
        assert (pages(whole), list(read_events(whole))) == ({}, [])

    def test_counts_once_a_day(self, play: Callable[..., Any], faq: Any, whole: Selection) -> None:
        for _time in range(3):
            play(faq, visitor="a", opened=True, answered=True)
        play(faq, visitor="de volgende dag", at=NOW + timedelta(days=1), opened=True, answered=True)

        assert numbers(total(whole)) == (2, 2, 2, 0, 2)
        assert pages(whole) == {faq.pk: (2, 2, 2, 0, 2)}

    @pytest.mark.parametrize("first", ["answered", "asked"])
    def test_who_asked_that_day_counts_as_asked(
        self, play: Callable[..., Any], faq: Any, whole: Selection, first: str
    ) -> None:
        second = {"answered": "asked", "asked": "answered"}[first]
        play(faq, visitor="a", opened=True, **{first: True})
        play(faq, visitor="a", at=NOW + timedelta(hours=1), opened=True, **{second: True})

        assert numbers(total(whole)) == (1, 1, 1, 1, 0)


class TestFollowed:
    @pytest.fixture
    def _followed(self, play: Callable[..., Any], faq: Any, office: Any) -> None:
        play(faq, visitor="a", opened=True, answered=True)
        question = QuestionFactory(office=office, asked_at=NOW + timedelta(hours=40))
        follow_up(question=question, visitors=["a"], now=question.asked_at)

    @pytest.mark.usefixtures("_followed")
    def test_a_question_within_48_hours_takes_the_help_back(
        self, faq: Any, whole: Selection, readers: Selection
    ) -> None:
        assert numbers(total(whole)) == numbers(total(readers)) == (1, 1, 1, 1, 0)
        assert pages(whole) == {faq.pk: (1, 1, 1, 1, 0)}

    def test_one_in_quarantine_counts_when_it_is_released(
        self, play: Callable[..., Any], faq: Any, office: Any, whole: Selection, agent: Any
    ) -> None:
        play(faq, visitor="a", answered=True)
        held = QuestionFactory(office=office, asked_at=NOW + timedelta(hours=1), status=QuestionStatus.HELD)
        follow_up(question=held, visitors=["a"], now=held.asked_at)
        before = numbers(total(whole))

        release(question=held, user=agent, now=LATER)

        assert (before, numbers(total(whole))) == ((1, 0, 1, 0, 1), (1, 0, 1, 1, 0))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (QuestionStatus.OPEN, (1, 1, 0, 1, 0)),
        (QuestionStatus.CLOSED, (1, 1, 0, 1, 0)),
        (QuestionStatus.HELD, (1, 1, 0, 0, 0)),
        (QuestionStatus.SPAM, (1, 1, 0, 0, 0)),
    ],
)
def test_spam_is_not_asked(
    play: Callable[..., Any], faq: Any, whole: Selection, status: QuestionStatus, expected: Any
) -> None:
    play(faq, visitor="a", opened=True, asked=True, status=status)

    assert numbers(total(whole)) == expected


@pytest.mark.parametrize(
    ("age", "is_known"), [(timedelta(hours=48), False), (timedelta(hours=48, seconds=1), True)]
)
def test_what_ended_less_than_48_hours_ago_is_not_known_yet(
    play: Callable[..., Any], faq: Any, whole: Selection, age: timedelta, is_known: bool
) -> None:
    run = play(faq, visitor="a", answered=True)
    at_that_moment = Selection(now=run.ended_at + age, offices=whole.offices, bases=whole.bases)

    assert numbers(total(at_that_moment)) == ((1, 0, 1, 0, 1) if is_known else NOTHING)
    assert count_unknown(at_that_moment) == (0 if is_known else 1)


def test_the_share_is_rounded_down() -> None:
    assert [
        Figures(helped=helped, asked=asked).share for helped, asked in [(2, 1), (999, 1), (1, 0), (0, 0)]
    ] == [
        66.6,
        99.9,
        100.0,
        None,
    ]


def test_per_page_the_most_asked_comes_first_and_the_share_is_the_same(
    play: Callable[..., Any], faq: Any, topic: Any, whole: Selection
) -> None:
    other = FaqPageFactory(parent=topic)
    for number in range(3):
        play(faq, visitor=f"a{number}", opened=True, answered=number > 0, asked=number == 0)
        play(other, visitor=f"b{number}", opened=True, asked=True)

    assert [(row["key"], row["per_mille"]) for row in by_page(whole)] == [(other.pk, 0), (faq.pk, 666)]


def test_pages_of_other_knowledge_bases_are_not_named(
    play: Callable[..., Any], faq: Any, home: Any, readers: Selection
) -> None:
    elsewhere = FaqPageFactory(parent=KnowledgeBaseFactory(parent=home))
    play(elsewhere, visitor="a", opened=True, answered=True)
    play(elsewhere, faq, visitor="b", opened=True, asked=True)

    assert pages(readers) == {faq.pk: (1, 0, 0, 0, 0)}
    assert numbers(total(readers)) == (1, 0, 0, 0, 0)


class TestOverTime:
    def test_weeks_without_anything_stay_in_between(
        self, play: Callable[..., Any], faq: Any, whole: Selection
    ) -> None:
        play(faq, visitor="a", answered=True, at=NOW - timedelta(days=14))
        play(faq, visitor="b", asked=True)

        assert [
            (week.first_day, week.helped, week.asked) for week in over_time(whole, grouping=Grouping.WEEK)
        ] == [
            (date(2026, 11, 2), 1, 0),
            (date(2026, 11, 9), 0, 0),
            (date(2026, 11, 16), 0, 1),
        ]
        assert [(month.first_day, month.share) for month in over_time(whole, grouping=Grouping.MONTH)] == [
            (date(2026, 11, 1), 50.0)
        ]

    def test_a_week_begins_on_monday_at_midnight_here(
        self, play: Callable[..., Any], faq: Any, whole: Selection
    ) -> None:
        midnight = datetime(2026, 11, 16, tzinfo=AMSTERDAM)
        play(faq, visitor="a", answered=True, at=midnight)
        play(faq, visitor="b", answered=True, at=midnight - timedelta(seconds=1))

        assert [week.first_day for week in over_time(whole, grouping=Grouping.WEEK)] == [
            date(2026, 11, 9),
            date(2026, 11, 16),
        ]

    def test_a_period_holds_its_first_and_last_day(
        self, play: Callable[..., Any], faq: Any, whole: Selection
    ) -> None:
        for number, hour in enumerate((0, 23)):
            at = datetime(2026, 11, 17, hour, 59, tzinfo=AMSTERDAM)
            play(faq, visitor=str(number), answered=True, at=at)
        days = [date(2026, 11, day) for day in (16, 17, 18)]

        assert [
            total(Selection(now=LATER, offices=whole.offices, first_day=day, last_day=day)).helped
            for day in days
        ] == [0, 2, 0]


def test_the_figures_cost_the_same_with_little_and_with_much(
    play: Callable[..., Any], faq: Any, topic: Any, whole: Selection
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            total(whole), list(by_page(whole)), by_base(whole), count_unknown(whole)
            over_time(whole, grouping=Grouping.WEEK)
        return len(queries)

    play(faq, visitor="a", answered=True)
    with_one = cost()
    for number in range(30):
        play(faq, FaqPageFactory(parent=topic), visitor=str(number), opened=True, asked=number % 2 == 0)

    assert (with_one, cost()) == (5, 5)
