"""The 48-hour rule: an asker was helped only when no question by the same person or browser followed (rule 8)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from servicedesk.deflection.actions import (
    begin_run,
    end_run_answered,
    end_run_asked,
    follow_up,
    show_suggestions,
)
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.visitors import account, day_of, digest_at, digests_between, visit
from servicedesk.lifecycle.quarantine import release
from servicedesk.questions.choices import Channel, QuestionStatus
from tests.factories import AMSTERDAM, NOW, FaqPageFactory, OfficeFactory, QuestionFactory, ask_question
from vraagbaak.review.signals.models import ReviewSignal

pytestmark = pytest.mark.django_db
BROWSER = visit("deze browser")
TWO_DAYS = timedelta(hours=48)


@pytest.fixture
def faq(topic: Any) -> Any:
    return FaqPageFactory(parent=topic)


def answered_at(moment: datetime, *, office: Any, faq: Any, identity: str = BROWSER) -> AskRun:
    digest = digest_at(identity, moment=moment)
    run = begin_run(office=office, now=moment, visitor=digest)
    show_suggestions(run=run, pages=[faq], now=moment)
    return end_run_answered(run=run, page=faq, now=moment)


def asked_at(moment: datetime, *, office: Any, identity: str = BROWSER, **kwargs: Any) -> Any:
    question = QuestionFactory(office=office, asked_at=moment, **kwargs)
    digests = digests_between([identity], since=moment - TWO_DAYS, until=moment)
    follow_up(question=question, visitors=digests, now=moment)
    return question


def is_followed(run: AskRun) -> bool:
    run.refresh_from_db()
    return run.followed_at is not None


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(seconds=1), True),
        (TWO_DAYS - timedelta(seconds=1), True),
        (TWO_DAYS, True),
        (TWO_DAYS + timedelta(seconds=1), False),
        (-timedelta(seconds=1), False),
    ],
)
def test_a_question_within_48_hours_takes_the_help_back(
    office: Any, faq: Any, passed: timedelta, expected: bool
) -> None:
    run = answered_at(NOW, office=office, faq=faq)

    asked_at(NOW + passed, office=office)

    assert is_followed(run) is expected


@pytest.mark.parametrize(
    ("asked", "begun_on"),
    [
        # The night of 28 March has 23 hours: 48 hours of the clock before reach the evening of the fourth day.
        (datetime(2027, 3, 29, 0, 30, tzinfo=AMSTERDAM), 26),
        # The night of 25 October has 25 hours.
        (datetime(2026, 10, 26, 23, 30, tzinfo=AMSTERDAM), 25),
    ],
)
def test_when_the_clock_changes_48_hours_stay_48_hours(
    office: Any, faq: Any, asked: datetime, begun_on: int
) -> None:
    exact = (asked.astimezone(UTC) - TWO_DAYS).astimezone(AMSTERDAM)
    just_too_early = answered_at(exact - timedelta(seconds=1), office=office, faq=faq)
    just_in_time = answered_at(exact, office=office, faq=faq)

    asked_at(asked.astimezone(UTC), office=office)

    assert day_of(exact).day == begun_on
    assert [is_followed(just_too_early), is_followed(just_in_time)] == [False, True]


def test_only_the_same_person_at_the_same_office(office: Any, faq: Any, home: Any) -> None:
    other_site = type(office.site).objects.create(hostname="anders", root_page=home)
    elsewhere = answered_at(NOW, office=OfficeFactory(site=other_site), faq=faq)
    somebody_else = answered_at(NOW, office=office, faq=faq, identity=visit("andere browser"))

    asked_at(NOW + timedelta(hours=1), office=office)

    assert [is_followed(elsewhere), is_followed(somebody_else)] == [False, False]


def test_runs_that_ended_otherwise_are_not_touched(office: Any, faq: Any) -> None:
    run = begin_run(office=office, now=NOW, visitor=digest_at(BROWSER, moment=NOW))

    asked_at(NOW + timedelta(hours=1), office=office)

    assert (is_followed(run), run.outcome) == (False, AskOutcome.BUSY)


def test_the_first_question_that_follows_is_kept(office: Any, faq: Any) -> None:
    run = answered_at(NOW, office=office, faq=faq)
    first = asked_at(NOW + timedelta(hours=1), office=office)
    asked_at(NOW + timedelta(hours=2), office=office)

    assert is_followed(run)
    assert (run.followed_by, run.followed_at) == (first, NOW + timedelta(hours=1))


def test_a_genuine_question_takes_the_place_of_one_in_quarantine(office: Any, faq: Any) -> None:
    run = answered_at(NOW, office=office, faq=faq)
    asked_at(NOW + timedelta(hours=1), office=office, status=QuestionStatus.HELD)
    genuine = asked_at(NOW + timedelta(hours=2), office=office)
    run.refresh_from_db()

    assert run.followed_by == genuine


def test_what_followed_is_a_signal_too_and_once_for_the_question(office: Any, faq: Any, agent: Any) -> None:
    answered_at(NOW, office=office, faq=faq)
    held = asked_at(NOW + timedelta(hours=1), office=office, status=QuestionStatus.HELD)
    before = ReviewSignal.objects.count()

    release(question=held, user=agent, now=NOW + timedelta(hours=3))
    release(question=held, user=agent, now=NOW + timedelta(hours=4))

    assert (before, list(ReviewSignal.objects.values_list("page", flat=True))) == (0, [faq.pk])


def test_the_run_that_ends_in_the_question_does_not_follow_itself(office: Any, faq: Any) -> None:
    run = answered_at(NOW, office=office, faq=faq)
    question = QuestionFactory(office=office, asked_at=NOW + timedelta(hours=1))
    end_run_asked(run=run, question=question, now=question.asked_at)

    assert follow_up(question=question, visitors=[run.visitor], now=question.asked_at) == 0


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.API, Channel.TELEPHONE, Channel.EMAIL])
def test_who_has_an_account_is_known_along_every_channel_and_on_every_device(
    office: Any, faq: Any, portal_user: Any, channel: Channel
) -> None:
    at_home = answered_at(NOW, office=office, faq=faq, identity=account(portal_user.pk))
    asker = {"name": "Wim", "email": portal_user.email}

    ask_question(office, channel=channel, now=NOW + timedelta(days=1), portal_user=portal_user, **asker)

    assert is_followed(at_home)


def test_nothing_ties_the_digests_of_two_days_together() -> None:
    days = digests_between([BROWSER], since=NOW, until=NOW + timedelta(days=9))

    assert len(set(days)) == 10
    assert all(BROWSER not in digest and len(digest) == 32 for digest in days)
