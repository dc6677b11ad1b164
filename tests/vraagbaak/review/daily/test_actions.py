"""The work of a day is done once, whoever asks for it, and whatever happens meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection

from tests.factories import AMSTERDAM, FaqPageFactory
from vraagbaak.models import FaqPage
from vraagbaak.review.daily import actions
from vraagbaak.review.daily.actions import LEASE, run_day
from vraagbaak.review.daily.models import DailyRun
from vraagbaak.review.daily.steps import STEPS
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.page_views.actions import count_view
from vraagbaak.review.page_views.models import ViewDay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 5, 0, 20, tzinfo=AMSTERDAM)
TODAY = NOW.date()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Work = Callable[[datetime], Any]


class Killed(BaseException):
    """As a process ends that is told to: nothing of ours holds it up."""


@pytest.fixture
def do(monkeypatch: Any) -> Callable[..., list[str]]:
    """Puts other steps in the place of the real ones; gives the list of what was done."""

    def replace(*steps: Work) -> list[str]:
        done: list[str] = []

        def noted(step: Work) -> Work:
            def work(now: datetime) -> None:
                done.append(step.__name__)
                step(now)

            work.__name__ = step.__name__
            return work

        monkeypatch.setattr(actions, "STEPS", tuple(noted(step) for step in steps))
        return done

    return replace


def first(now: datetime) -> None: ...


def second(now: datetime) -> None: ...


def third(now: datetime) -> None: ...


def failing_until(moment: datetime, error: BaseException) -> Work:
    def second(now: datetime) -> None:
        if now < moment:
            raise error

    return second


def runs() -> dict[date, bool]:
    return {run.day: run.finished_at is not None for run in DailyRun.objects.all()}


def test_the_steps_of_a_day_are_done_once_and_in_order(do: Any) -> None:
    done = do(first, second, third)

    assert [run_day(now=NOW), run_day(now=NOW + HOUR)] == [True, False]
    assert (done, runs()) == (["first", "second", "third"], {TODAY: True})


def test_nothing_is_done_before_the_morning(do: Any) -> None:
    done = do(first)

    assert run_day(now=NOW - timedelta(minutes=1)) is False
    assert (done, runs()) == ([], {})


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 4, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 3, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 3, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 4, tzinfo=UTC)),
    ],
)
def test_a_day_begins_by_the_local_clock_also_when_that_is_moved(do: Any, day: date, opens: datetime) -> None:
    do(first)

    assert [run_day(now=opens - timedelta(seconds=1)), run_day(now=opens)] == [False, True]
    assert runs() == {day: True}


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_hourly_calls_do_each_day_once_around_a_change_of_the_clock(do: Any, change: date) -> None:
    done = do(first)
    begin = datetime(change.year, change.month, change.day - 1, tzinfo=AMSTERDAM).astimezone(UTC)

    finished = [run_day(now=begin + hour * HOUR) for hour in range(3 * 24 - 2)]

    assert (finished.count(True), len(done)) == (3, 3)
    assert runs() == {change - DAY: True, change: True, change + DAY: True}


def test_a_week_that_was_missed_is_not_made_up_for(do: Any) -> None:
    done = do(first)
    run_day(now=NOW)
    run_day(now=NOW + 7 * DAY)

    assert (len(done), runs()) == (2, {TODAY: True, TODAY + 7 * DAY: True})


def test_a_step_that_fails_keeps_none_of_the_others_and_is_tried_again(do: Any, caplog: Any) -> None:
    done = do(first, failing_until(NOW + HOUR, ValueError("kapot")), third)

    finished = [run_day(now=NOW), run_day(now=NOW + HOUR)]

    assert (finished, runs()) == ([False, True], {TODAY: True})
    assert done == ["first", "second", "third"] * 2
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.getMessage() for record in errors] == [
        "The daily work failed at second; it is tried again."
    ]
    assert str(errors[0].exc_info[1]) == "kapot"


def test_a_run_that_was_killed_is_continued_by_a_later_call(do: Any) -> None:
    done = do(first, failing_until(NOW + HOUR, Killed()), third)

    with pytest.raises(Killed):
        run_day(now=NOW)
    at_once = run_day(now=NOW + LEASE - timedelta(seconds=1))
    later = run_day(now=NOW + HOUR)

    assert (at_once, later, runs()) == (False, True, {TODAY: True})
    assert done == ["first", "second", "first", "second", "third"]


def test_a_run_that_stayed_unfinished_does_not_hold_up_the_next_day(do: Any) -> None:
    do(failing_until(NOW + HOUR, ValueError("kapot")))

    assert [run_day(now=NOW), run_day(now=NOW + DAY)] == [False, True]
    assert runs() == {TODAY: False, TODAY + DAY: True}


def test_nothing_is_done_for_a_day_that_was_overtaken(do: Any, caplog: Any) -> None:
    done = do(first)
    run_day(now=NOW + DAY)

    assert run_day(now=NOW) is False
    assert (len(done), runs()) == (1, {TODAY + DAY: True})
    assert caplog.messages[-1] == (
        "Nothing is done for 2026-11-18, since 2026-11-19 is finished: was the clock set back?"
    )


def test_a_later_day_that_was_not_finished_overtakes_nothing(do: Any) -> None:
    do(first)
    DailyRun.objects.create(day=TODAY + DAY, begun_at=NOW)

    assert run_day(now=NOW) is True


def test_who_was_overtaken_in_the_middle_does_not_finish_the_run(do: Any) -> None:
    def second(now: datetime) -> None:
        DailyRun.objects.update(begun_at=now + HOUR)

    do(first, second)

    assert (run_day(now=NOW), runs()) == (False, {TODAY: False})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begun_before", [False, True], ids=["new", "taken over"])
def test_one_of_two_workers_does_the_work(do: Any, begun_before: bool) -> None:
    both_came = Event()

    def second(now: datetime) -> None:
        both_came.wait(10)

    def work(number: int) -> bool:
        try:
            return run_day(now=NOW)
        finally:
            both_came.set()
            connection.close()

    done = do(second)
    if begun_before:
        DailyRun.objects.create(day=TODAY, begun_at=NOW - LEASE)
    with ThreadPoolExecutor(2) as workers:
        finished = list(workers.map(work, range(2)))

    assert (sorted(finished), done, runs()) == ([False, True], ["second"], {TODAY: True})


def test_the_real_steps_may_be_done_twice(base: Any, editor: Any) -> None:
    page = FaqPageFactory(parent=base, owner_person=editor, review_on=TODAY)
    count_view(page=page, day=TODAY)
    count_view(page=page, day=TODAY - 90 * DAY)

    first_time = run_day(now=NOW)
    DailyRun.objects.update(finished_at=None, begun_at=NOW - LEASE)
    second_time = run_day(now=NOW)

    assert (first_time, second_time) == (True, True)
    assert list(FaqPage.objects.values_list("pk", "views")) == [(page.pk, 1)]
    assert list(ViewDay.objects.values_list("day", "views")) == [(TODAY, 1)]
    assert list(ReviewDay.objects.values_list("day", "pages", "due")) == [(TODAY, 1, 1)]


def test_every_step_has_its_place() -> None:
    assert [step.__name__ for step in STEPS] == [
        "give_owners",
        "refresh_views",
        "make_reviews_due",
        "unpublish",
        "store_day",
        "plan",
        "forget_views",
        "forget_old_digests",
    ]
