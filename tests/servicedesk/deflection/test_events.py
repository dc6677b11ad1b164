"""The raw events: each step of a run in order, and nobody's name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servicedesk.deflection import events
from servicedesk.deflection.actions import decline_suggestion, end_run_asked, follow_up, leave_runs
from servicedesk.deflection.events import read_events
from servicedesk.deflection.selection import Selection
from servicedesk.questions.choices import QuestionStatus
from tests.factories import NOW, FaqPageFactory, KnowledgeBaseFactory, QuestionFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)


@pytest.fixture
def whole(office: Any, base: Any) -> Selection:
    return Selection(now=LATER, offices=(office.pk,), bases=(base.pk,))


def steps(selection: Selection) -> list[tuple[str, int | None]]:
    return [(event.step, event.page) for event in read_events(selection)]


def test_a_run_in_the_order_in_which_it_happened(
    play: Callable[..., Any], faq: Any, topic: Any, whole: Selection, office: Any, base: Any
) -> None:
    other = FaqPageFactory(parent=topic)
    run = play(faq, other, visitor="a", opened=True, answered=True)
    decline_suggestion(run=run, page=other, reason="", now=NOW + timedelta(seconds=45))
    question = QuestionFactory(office=office, asked_at=NOW + timedelta(hours=2))
    end_run_asked(run=run, question=question, now=question.asked_at)

    told = list(read_events(whole))

    assert [(event.step, event.page, event.position) for event in told] == [
        ("begun", None, None),
        ("shown", faq.pk, 1),
        ("shown", other.pk, 2),
        ("opened", faq.pk, 1),
        ("declined", other.pk, 2),
        ("answered", faq.pk, 1),
        ("asked", None, None),
    ]
    assert told[1] == (
        run.pk,
        run.pk,
        office.name,
        "2026-11-18T10:00:00+01:00",
        "shown",
        faq.pk,
        faq.title,
        base.title,
        1,
    )


def test_runs_of_a_visitor_on_one_day_have_the_number_of_the_first(
    play: Callable[..., Any], faq: Any, whole: Selection
) -> None:
    first, other, again = (play(faq, visitor=visitor) for visitor in ("a", "b", "a"))

    visits = {event.run: event.visit for event in read_events(whole)}

    assert visits == {first.pk: first.pk, other.pk: other.pk, again.pk: first.pk}


def test_no_row_holds_the_visitor_or_the_key(play: Callable[..., Any], faq: Any, whole: Selection) -> None:
    run = play(faq, visitor="het-kenmerk-van-de-dag", answered=True, asked=True)

    told = " ".join(str(event) for event in read_events(whole))

    assert [secret for secret in (run.visitor, run.key, "Fatima", "post.example") if secret in told] == []


def test_left_followed_and_held(play: Callable[..., Any], faq: Any, whole: Selection, office: Any) -> None:
    play(faq, visitor="a")
    play(faq, visitor="b", answered=True)
    play(faq, visitor="c", asked=True, status=QuestionStatus.HELD)
    leave_runs(now=NOW + timedelta(days=2))
    question = QuestionFactory(office=office, asked_at=NOW + timedelta(hours=9))
    follow_up(question=question, visitors=["b"], now=LATER)

    told = [step for step, _page in steps(whole) if step not in {"begun", "shown"}]

    assert told == ["left", "answered", "followed", "held"]


def test_who_may_read_of_one_knowledge_base_only_is_told_of_no_other_page(
    play: Callable[..., Any], faq: Any, home: Any, base: Any
) -> None:
    elsewhere = FaqPageFactory(parent=KnowledgeBaseFactory(parent=home))
    play(elsewhere, faq, visitor="a", opened=True, answered=True, asked=True)
    play(elsewhere, visitor="b", answered=True)

    assert steps(Selection(now=LATER, bases=(base.pk,))) == [
        ("begun", None),
        ("shown", faq.pk),
        ("asked", None),
    ]


def test_memory_stays_bounded(
    play: Callable[..., Any], faq: Any, whole: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "AT_A_TIME", 10)
    for number in range(25):
        play(faq, visitor=str(number))

    with CaptureQueriesContext(connection) as queries:
        runs = {event.run for event in read_events(whole)}

    # The runs, and what was shown for each ten of them.
    assert (len(runs), len(queries)) == (25, 1 + 3)
