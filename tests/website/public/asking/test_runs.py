"""What visitors do is stored as runs that name nobody, and the figures can be recomputed from it by hand (rule 8)."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.figures import COUNTS
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.models import Question
from tests import factories
from tests.servicedesk.deflection import replay
from tests.website.public.asking.details import DETAILS, WHO

pytestmark = pytest.mark.django_db
ASK = "/vraag-stellen/"
WEDNESDAY = factories.NOW
TITLE = "Waar vraag ik een paspoort aan?"


@pytest.fixture
def faqs(topic: Any, office: Any) -> list[Any]:
    titles = ["Hoe vraag ik een paspoort aan?", "Wat kost een paspoort?", "Waar haal ik mijn paspoort op?"]
    return [factories.FaqPageFactory(parent=topic, title=title) for title in titles]


class Visitor:
    """Somebody with a browser, at the form of the site."""

    def __init__(self, account: Any = None) -> None:
        self.client = Client()
        if account:
            self.client.force_login(account)

    def type(self) -> AskRun:
        known = set(AskRun.objects.values_list("pk", flat=True))
        self.client.post(ASK, {"title": TITLE}, follow=True)
        return AskRun.objects.exclude(pk__in=known).get()

    def open(self, run: AskRun, faq: Any) -> None:
        self.client.get(f"{ASK}openen/{faq.pk}/", {"run": run.key})

    def answered(self, run: AskRun, faq: Any) -> None:
        self.client.post(f"{ASK}beantwoord/", {"run": run.key, "page": faq.pk})

    def ask(self, run: AskRun) -> None:
        self.client.post(DETAILS, {"run": run.key, "title": TITLE, "body": "", **WHO})


@pytest.fixture
def _a_week_of_visitors(faqs: list[Any]) -> None:
    first, second, third = faqs
    helped, undecided, asker, gone = Visitor(), Visitor(), Visitor(), Visitor()
    with time_machine.travel(WEDNESDAY, tick=False):
        for visitor in (helped, undecided):
            run = visitor.type()
            visitor.open(run, first)
            visitor.answered(run, first)
        again = helped.type()
        helped.answered(again, second)
        run = asker.type()
        asker.open(run, first)
        asker.open(run, third)
        asker.ask(run)
        gone.open(gone.type(), third)
    with time_machine.travel(WEDNESDAY + timedelta(hours=47), tick=False):
        undecided.ask(undecided.type())
        AskRun.objects.filter(outcome=AskOutcome.BUSY).update(
            outcome=AskOutcome.LEFT, ended_at=WEDNESDAY + timedelta(hours=25)
        )
    with time_machine.travel(WEDNESDAY + timedelta(days=5), tick=False):
        fresh = Visitor()
        fresh.answered(fresh.type(), first)


@pytest.fixture
def at_report(client: Client, manager: Any) -> Iterator[Client]:
    with time_machine.travel(WEDNESDAY + timedelta(days=6), tick=False):
        client.force_login(manager)
        yield client


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(b"".join(response.streaming_content).decode().splitlines()))


def numbers(figures: Any) -> tuple[int, ...]:
    return tuple(getattr(figures, name) for name in COUNTS)


@pytest.mark.usefixtures("_a_week_of_visitors")
def test_the_report_says_what_the_events_say(at_report: Client, faqs: list[Any], base: Any) -> None:
    now = WEDNESDAY + timedelta(days=6)
    runs = replay.settled_runs(rows_of(at_report.get(reverse("deflection:events", args=["csv"]))), now=now)
    context = at_report.get(reverse("deflection:report")).context
    pages = {row["key"]: tuple(row[name] for name in COUNTS) for row in context["object_list"]}

    # By hand: five visitor-days; one was helped, two asked, and one seemed helped and asked 47 hours later.
    assert replay.count(runs) == numbers(context["total"]) == (5, 4, 2, 3, 1)
    assert context["total"].share == 25.0
    assert context["unknown"] == 1
    first, second, third = faqs
    assert replay.per_page(runs) == pages
    assert pages == {first.pk: (5, 3, 2, 2, 1), second.pk: (5, 0, 1, 0, 1), third.pk: (5, 2, 0, 1, 0)}
    assert replay.per_base(runs) == {base.title: (5, 4, 2, 2, 1)}
    assert [(each.title, numbers(each)) for each in context["bases"]] == [(base.title, (5, 4, 2, 2, 1))]
    assert {each.first_day: numbers(each) for each in context["periods"]} == replay.over_time(
        runs, replay.monday
    )


@pytest.mark.usefixtures("_a_week_of_visitors")
def test_runs_hold_no_personal_data(faqs: list[Any], portal_user: Any) -> None:
    member = Visitor(portal_user)
    member.answered(member.type(), faqs[0])
    sessions = [member.client.session.session_key]
    stored = " ".join(stored_values(AskRun) + stored_values(ShownSuggestion))

    secrets = [*WHO.values(), "127.0.0.1", portal_user.username, portal_user.email, *sessions, TITLE]
    assert [secret for secret in secrets if secret in stored] == []


def stored_values(model: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        return [str(value) for row in cursor.fetchall() for value in row]


def test_the_digest_of_a_visitor_is_another_one_each_day(faqs: list[Any]) -> None:
    visitor, digests = Visitor(), []
    for day in (0, 0, 1):
        with time_machine.travel(WEDNESDAY + timedelta(days=day), tick=False):
            digests.append(visitor.type().visitor)

    assert (digests[0] == digests[1], digests[1] == digests[2]) == (True, False)


@pytest.mark.parametrize("hours", [1, 47, 48])
def test_a_browser_that_asks_within_48_hours_was_not_helped(faqs: list[Any], hours: int) -> None:
    run = answer_on(WEDNESDAY, visitor := Visitor(), faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(hours=hours), tick=False):
        visitor.ask(visitor.type())
    run.refresh_from_db()

    assert (run.outcome, run.followed_by) == (AskOutcome.ANSWERED, Question.objects.get())


def test_a_browser_that_asks_later_was_helped(faqs: list[Any]) -> None:
    run = answer_on(WEDNESDAY, visitor := Visitor(), faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(hours=48, seconds=1), tick=False):
        visitor.ask(visitor.type())
    run.refresh_from_db()

    assert run.followed_by is None


def test_a_portal_user_is_known_on_another_device(faqs: list[Any], portal_user: Any) -> None:
    run = answer_on(WEDNESDAY, Visitor(portal_user), faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(hours=20), tick=False):
        telephone = Visitor(portal_user)
        telephone.ask(telephone.type())
    run.refresh_from_db()

    assert run.followed_by == Question.objects.get()


def test_who_logs_in_after_the_answer_is_the_same_visitor(faqs: list[Any], portal_user: Any) -> None:
    run = answer_on(WEDNESDAY, visitor := Visitor(), faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(hours=20), tick=False):
        visitor.client.force_login(portal_user)
        visitor.ask(visitor.type())
    run.refresh_from_db()

    assert run.followed_by == Question.objects.get()


def test_an_answer_in_a_tab_that_was_open_for_days_counts_on_the_day_of_the_answer(faqs: list[Any]) -> None:
    visitor = Visitor()
    with time_machine.travel(WEDNESDAY - timedelta(days=6), tick=False):
        run = visitor.type()
    with time_machine.travel(WEDNESDAY, tick=False):
        visitor.answered(run, faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(hours=30), tick=False):
        visitor.ask(visitor.type())
    run.refresh_from_db()

    assert run.followed_by == Question.objects.get()


def test_a_second_press_ends_the_run_once(faqs: list[Any]) -> None:
    run = answer_on(WEDNESDAY, visitor := Visitor(), faqs[0])
    with time_machine.travel(WEDNESDAY + timedelta(minutes=1), tick=False):
        visitor.answered(run, faqs[1])
    run.refresh_from_db()

    assert (run.answered_by, run.ended_at) == (faqs[0], WEDNESDAY)


def test_a_form_that_was_sent_and_is_typed_in_again_begins_another_run(
    client: Client, faqs: list[Any]
) -> None:
    stamp = str(client.get(ASK).context["stamp"])
    client.post(ASK, {"title": TITLE, "run": stamp})
    first = AskRun.objects.get()
    client.post(DETAILS, {"run": first.key, "title": TITLE, "body": "", **WHO})

    for _time in range(2):
        client.post(ASK, {"title": "En wat kost een paspoort dan?", "run": stamp})

    outcomes = list(AskRun.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == [AskOutcome.ASKED, AskOutcome.BUSY]


def answer_on(moment: datetime, visitor: Visitor, faq: Any) -> AskRun:
    with time_machine.travel(moment, tick=False):
        run = visitor.type()
        visitor.answered(run, faq)
    return run
