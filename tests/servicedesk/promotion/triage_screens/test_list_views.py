"""The screen on which agents look at what was closed: order, reasons, filters, counters, and who sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from servicedesk.lifecycle.closing import react
from servicedesk.models import Question
from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.triage.actions import link_questions, promote_questions, skip_questions
from servicedesk.triage.choices import SkipReason
from servicedesk.triage.statistics import TriageCounts, count_triage
from tests.factories import (
    FaqPageFactory,
    PartyFactory,
    SubjectFactory,
)
from tests.servicedesk.conftest import Closed
from tests.servicedesk.triage.runs import asked_after

WASTE, PASSPORT = "Wanneer wordt het afval opgehaald?", "Hoe vraag ik een paspoort aan?"
QUERIES_OF_THE_QUEUE = 18
QUERIES_OF_THE_DECIDED = 17


def queue(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse("triage:index"), query)
    return [card.first.title for card in response.context["cards"]]


def recently(closed: Closed, title: str, **given: Any) -> Question:
    return closed(title, **{"now": timezone.now() - timedelta(days=10), **given})


# What stands where, and why


def test_most_asked_comes_first_with_the_reason(as_agent: Client, closed: Closed) -> None:
    recently(closed, WASTE)
    recently(closed, PASSPORT)
    recently(closed, "Hoe kan ik een paspoort aanvragen?")

    response = as_agent.get(reverse("triage:index"))

    first, second = response.context["cards"]
    with override("en"):
        assert (first.first.title, first.why, second.why) == (
            PASSPORT,
            "Asked 2 times in a year.",
            "Asked 1 time in a year.",
        )


def test_what_the_knowledge_base_does_badly_comes_before_what_it_does_well(
    as_agent: Client, closed: Closed, base: Any
) -> None:
    recently(closed, WASTE, knowledge_held=KnowledgeHeld.YES)
    missed = recently(closed, PASSPORT, knowledge_held=KnowledgeHeld.PARTLY)
    asked_after(missed, shown=[FaqPageFactory(parent=base)])

    response = as_agent.get(reverse("triage:index"))

    first, second = response.context["cards"]
    assert [(card.first.title, card.group.score) for card in (first, second)] == [(PASSPORT, 3), (WASTE, 1)]
    with override("en"):
        assert first.why == (
            "Asked 1 time in a year; 1 time the knowledge base did not have the whole answer;"
            " 1 asker saw suggestions and asked anyway."
        )
        assert first.sum == "1 asked + 1 not in the knowledge base + 1 asked anyway"


def test_what_was_decided_counts_for_a_year(as_agent: Client, closed: Closed, agent: Any, base: Any) -> None:
    now = timezone.now()
    decided = recently(closed, PASSPORT)
    recently(closed, PASSPORT, now=now - timedelta(days=400))
    faq = FaqPageFactory(parent=base, title="Paspoort aanvragen")
    link_questions(questions=[decided], page=faq, user=agent, now=now)

    [card] = as_agent.get(reverse("triage:index")).context["cards"]

    assert (card.group.asked, card.group.waiting, card.pages) == (1, 1, [faq])


def test_question_that_was_opened_again_is_gone(as_agent: Client, closed: Closed) -> None:
    question = recently(closed, WASTE)
    react(question=question, text="En het glas?", now=timezone.now())

    assert queue(as_agent) == []


def test_empty_queue_says_so(as_agent: Client, office: Any) -> None:
    page = as_agent.get(reverse("triage:index")).content.decode()

    assert "Every closed question was looked at." in page


# Narrowing and exporting


def test_filters_and_search_narrow_the_queue(as_agent: Client, closed: Closed, office: Any) -> None:
    subject = SubjectFactory(office=office)
    recently(closed, WASTE, subject=subject)
    recently(closed, "When is the waste collected?", language="en")
    recently(closed, PASSPORT, now=timezone.now() - timedelta(days=100))
    day = timezone.localdate() - timedelta(days=50)

    assert queue(as_agent, subject=subject.pk) == [WASTE]
    assert queue(as_agent, language="en") == ["When is the waste collected?"]
    assert queue(as_agent, closed_to=day.isoformat()) == [PASSPORT]
    assert queue(as_agent, q="paspoort") == [PASSPORT]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\0"},
        {"q": "x" * 100_000},
        {"subject": "x"},
        {"closed_from": "x"},
        {"p": "-1"},
        {"ordering": "x"},
    ],
)
def test_odd_queries_are_answered(as_agent: Client, closed: Closed, query: dict[str, str]) -> None:
    recently(closed, WASTE)

    assert as_agent.get(reverse("triage:index"), query).status_code == 200


def test_export_names_no_asker_and_holds_no_formulas(as_agent: Client, closed: Closed, office: Any) -> None:
    recently(closed, "=Kan Fatima komen?", asker=PartyFactory(office=office, name="Fatima de Vries"))

    rows = b"".join(as_agent.get(reverse("triage:index"), {"export": "csv"}).streaming_content).decode()

    assert rows.splitlines()[1].split(",")[:5] == ["'=Kan […] komen?", "1", "1", "0", "0"]


def test_export_of_decisions_names_no_asker(
    as_agent: Client, closed: Closed, office: Any, agent: Any
) -> None:
    question = recently(
        closed, "Kan Fatima komen?", asker=PartyFactory(office=office, name="Fatima de Vries")
    )
    skip_questions(questions=[question], reason=SkipReason.PERSONAL, user=agent, now=timezone.now())

    rows = b"".join(as_agent.get(reverse("triage:decided"), {"export": "csv"}).streaming_content).decode()

    assert rows.splitlines()[1].split(",")[:3] == [
        "Kan […] komen?",
        "skipped",
        "it is about one person's situation",
    ]


# Counters


def test_counters_tell_what_waits_and_what_was_done_this_month(closed: Closed, agent: Any, base: Any) -> None:
    now = timezone.now()
    titles = ["Een dakkapel bouwen", "Grof vuil", "Huwelijk melden", "Kapvergunning boom", "Rijbewijs kwijt"]
    waiting, promoted, linked, skipped, long_ago = (recently(closed, title) for title in titles)
    faq = FaqPageFactory(parent=base)
    promote_questions(questions=[promoted], page=faq, user=agent, now=now)
    link_questions(questions=[linked], page=faq, user=agent, now=now)
    skip_questions(questions=[skipped], reason=SkipReason.ONCE, user=agent, now=now)
    skip_questions(questions=[long_ago], reason=SkipReason.ONCE, user=agent, now=now - timedelta(days=40))

    assert count_triage(user=agent, now=now) == TriageCounts(
        waiting=1, oldest_at=waiting.triage.entered_at, promoted=1, linked=1, skipped=1
    )


# Who sees it


def test_agent_of_another_office_sees_nothing_of_this_one(
    client: Client, closed: Closed, other_agent: Any
) -> None:
    recently(closed, WASTE)
    client.force_login(other_agent)

    assert queue(client) == []
    assert client.get(reverse("triage:index")).context["counts"].waiting == 0


def test_manager_sees_and_filters_all_offices(
    client: Client, manager: Any, closed: Closed, other_office: Any
) -> None:
    recently(closed, WASTE)
    recently(closed, PASSPORT, office=other_office)
    client.force_login(manager)

    assert sorted(queue(client)) == [PASSPORT, WASTE]
    assert queue(client, office=other_office.pk) == [PASSPORT]


@pytest.mark.parametrize("name", ["index", "index_results", "decided", "decided_results"])
def test_who_may_not_promote_is_refused(client: Client, agent: Any, editor: Any, name: str) -> None:
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))
    answers = []
    for user in (agent, editor):
        client.force_login(user)
        answers.append(client.get(reverse(f"triage:{name}")).status_code)

    assert answers == [403, 403]


def test_menu_leads_to_triage(as_agent: Client, office: Any) -> None:
    assert reverse("triage:index") in as_agent.get(reverse("wagtailadmin_home")).content.decode()


# What it costs


def cost(client: Client, name: str) -> int:
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(name))
    return len(queries)


def test_queue_costs_the_same_with_1_and_3_groups(
    as_agent: Client, closed: Closed, agent: Any, base: Any
) -> None:
    done = recently(closed, PASSPORT)
    link_questions(questions=[done], page=FaqPageFactory(parent=base), user=agent, now=timezone.now())
    recently(closed, PASSPORT)
    with_one = cost(as_agent, "triage:index")
    for title in (WASTE, WASTE, "Mag ik een dakkapel bouwen?", "Waar meld ik een losse stoeptegel?"):
        recently(closed, title)

    assert (with_one, cost(as_agent, "triage:index")) == (QUERIES_OF_THE_QUEUE, QUERIES_OF_THE_QUEUE)


def test_decisions_cost_the_same_with_1_and_3(
    as_agent: Client, closed: Closed, agent: Any, base: Any
) -> None:
    def decide(title: str) -> None:
        question, draft = recently(closed, title), FaqPageFactory(parent=base, live=False)
        promote_questions(questions=[question], page=draft, user=agent, now=timezone.now())

    decide(PASSPORT)
    with_one = cost(as_agent, "triage:decided")
    decide(WASTE)
    decide("Mag ik een dakkapel bouwen?")

    assert (with_one, cost(as_agent, "triage:decided")) == (QUERIES_OF_THE_DECIDED, QUERIES_OF_THE_DECIDED)
