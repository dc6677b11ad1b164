"""The line on the front page of the admin."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from servicedesk.insight.panels import InsightPanel
from servicedesk.models import AskRun, Triage
from servicedesk.questions.choices import QuestionStatus
from tests.servicedesk.insight.conftest import ask_on


def context_for(user: Any) -> dict[str, Any]:
    request = RequestFactory().get("/")
    request.user = user
    return InsightPanel(request).get_context_data()


def happen(office: Any, *, number: int) -> None:
    at = timezone.now() - timedelta(days=7)
    question = ask_on(office, at, status=QuestionStatus.CLOSED)
    Triage.objects.create(question=question, entered_at=at)
    AskRun.objects.create(
        office=office, key=str(number), visitor=str(number), begun_at=at, ended_at=at, outcome="asked"
    )


def test_it_tells_what_was_prevented_and_what_waits(office: Any, agent: Any) -> None:
    happen(office, number=1)

    context = context_for(agent)

    assert (context["figures"].asked, context["figures"].share, context["waiting"]) == (1, 0.0, 1)


def test_an_editor_is_not_told_what_waits_at_the_desk(office: Any, editor: Any) -> None:
    happen(office, number=1)

    context = context_for(editor)

    assert (context["figures"].share, context["waiting"]) == (None, None)


def test_an_agent_who_may_not_promote_is_not_led_to_the_triage(office: Any, agent: Any) -> None:
    happen(office, number=1)
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))

    context = context_for(agent)

    assert (context["figures"].asked, context["waiting"]) == (1, None)


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_there_is(
    office: Any, manager: Any, django_assert_num_queries: Any, number: int
) -> None:
    for each in range(number):
        happen(office, number=each)
    context_for(manager)

    # The offices, where the manager works on pages, the knowledge bases, the runs, and what waits.
    with django_assert_num_queries(5):
        context_for(manager)
