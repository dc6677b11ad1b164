"""The exits of triage, for one question, a group, or many; and what an agent hears who comes second."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from servicedesk.lifecycle.closing import react
from servicedesk.models import Question, Triage, TriageGroup
from servicedesk.triage.actions import link_questions, skip_questions
from servicedesk.triage.choices import SkipReason, TriageOutcome
from tests.factories import FaqPageFactory
from tests.servicedesk.conftest import Closed

PASSPORT = "Hoe vraag ik een paspoort aan?"


def address(exit_name: str, *questions: Question, **more: str) -> str:
    keys = [("id", str(question.pk)) for question in questions]
    query = urlencode([*keys, *more.items(), ("next", reverse("triage:index"))])
    return f"{reverse('wagtail_bulk_action', args=['servicedesk', 'triage', exit_name])}?{query}"


def messages_of(response: Any) -> list[str]:
    return [unescape(str(message)).strip() for message in response.context["messages"]]


def outcomes() -> list[str]:
    return list(Triage.objects.order_by("question").values_list("outcome", flat=True))


def test_group_is_skipped_with_a_reason(as_agent: Client, agent: Any, group_of_three: list[Question]) -> None:
    response = as_agent.post(
        address("skip", *group_of_three), {"reason": "once", "remark": "Eenmalige actie"}, follow=True
    )

    triage = Triage.objects.first()
    assert outcomes() == ["skipped"] * 3
    assert (triage.skip_reason, triage.remark, triage.user) == (SkipReason.ONCE, "Eenmalige actie", agent)
    assert messages_of(response) == ["3 questions were skipped."]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "reason"),
        ({"reason": "x"}, "reason"),
        ({"reason": "other"}, "remark"),
        ({"reason": "once", "remark": "x" * 256}, "remark"),
        ({"reason": "once", "remark": "\0"}, "remark"),
    ],
)
def test_skip_without_a_proper_reason_is_refused(
    as_agent: Client, closed: Closed, given: dict[str, str], field: str
) -> None:
    response = as_agent.post(address("skip", closed(PASSPORT)), given)

    assert (list(response.context["form"].errors), outcomes()) == ([field], ["waiting"])


def test_skip_for_another_reason_is_kept_with_the_remark_that_says_which(
    as_agent: Client, closed: Closed
) -> None:
    as_agent.post(address("skip", closed(PASSPORT)), {"reason": "other", "remark": "Eenmalige actie"})

    assert list(Triage.objects.values_list("outcome", "skip_reason", "remark")) == [
        ("skipped", SkipReason.OTHER, "Eenmalige actie")
    ]


def test_link_offers_likely_pages_and_links_with_one_press(
    as_agent: Client, group_of_three: list[Question], base: Any
) -> None:
    faq = FaqPageFactory(parent=base, title="Mag een drone boven een natuurgebied vliegen?")
    offered = as_agent.get(address("link", *group_of_three)).context["pages"]
    response = as_agent.post(address("link", *group_of_three), {"page": faq.pk}, follow=True)

    assert offered == [faq]
    assert list(Triage.objects.values_list("outcome", "page")) == [("linked", faq.pk)] * 3
    assert messages_of(response) == [
        "3 questions were linked to “Mag een drone boven een natuurgebied vliegen?”."
    ]


def test_link_finds_pages_by_the_agents_words(as_agent: Client, closed: Closed, base: Any) -> None:
    faq = FaqPageFactory(parent=base, title="Parkeren in het centrum")

    assert as_agent.get(address("link", closed(PASSPORT), q="parkeren")).context["pages"] == [faq]


def test_page_that_is_not_published_or_of_another_site_cannot_be_linked(
    as_agent: Client, closed: Closed, base: Any, other_office: Any
) -> None:
    question = closed(PASSPORT)
    draft = FaqPageFactory(parent=base, live=False)
    there = FaqPageFactory(parent=other_office.site.root_page)
    refused = [
        list(as_agent.post(address("link", question), {"page": page}).context["form"].errors)
        for page in (draft.pk, there.pk, "x", 10**12, 10**25, "")
    ]

    assert (refused, outcomes()) == ([["page"]] * 6, ["waiting"])


def test_offices_are_not_linked_together(
    client: Client, manager: Any, closed: Closed, other_office: Any
) -> None:
    questions = [closed(PASSPORT), closed(PASSPORT, office=other_office)]
    client.force_login(manager)
    response = client.get(address("link", *questions))

    assert (response.context["has_obstacle"], response.context["items"]) == (True, [])
    assert client.post(address("together", *questions)).status_code == 302
    assert TriageGroup.objects.count() == 2


def test_groups_are_made_one_and_taken_apart(as_agent: Client, closed: Closed) -> None:
    one, other = closed(PASSPORT), closed("Waar meld ik een losse stoeptegel?")
    as_agent.post(address("together", one, other))
    together = TriageGroup.objects.count()
    as_agent.post(address("apart", other))

    assert (together, TriageGroup.objects.count()) == (1, 2)


# Two agents at once


def test_second_agent_is_told_who_was_first(
    as_agent: Client, closed: Closed, colleague: Any, base: Any
) -> None:
    question, faq = closed(PASSPORT), FaqPageFactory(parent=base, title="Paspoort aanvragen")
    link_questions(questions=[question], page=faq, user=colleague, now=timezone.now())
    response = as_agent.post(address("skip", question), {"reason": "once"}, follow=True)

    assert messages_of(response) == [
        "“Hoe vraag ik een paspoort aan?” was already linked by Omar Yilmaz to “Paspoort aanvragen”."
    ]
    assert outcomes() == [TriageOutcome.LINKED]


def test_of_many_only_those_still_waiting_are_decided(
    as_agent: Client, group_of_three: list[Question], colleague: Any
) -> None:
    skip_questions(
        questions=group_of_three[:1], reason=SkipReason.PERSONAL, user=colleague, now=timezone.now()
    )
    response = as_agent.post(address("skip", *group_of_three), {"reason": "once"}, follow=True)

    assert sorted(messages_of(response)) == [
        "2 questions were skipped.",
        "“Mag ik mijn drone boven een natuurgebied laten vliegen?” was already skipped by Omar Yilmaz:"
        " it is about one person's situation.",
    ]


def test_question_that_was_opened_meanwhile_is_left_alone_and_named(as_agent: Client, closed: Closed) -> None:
    question = closed(PASSPORT)
    react(question=question, text="Nog iets.", now=timezone.now() + timedelta(minutes=1))
    response = as_agent.post(address("skip", question), {"reason": "once"}, follow=True)

    assert messages_of(response) == [
        "“Hoe vraag ik een paspoort aan?” was opened again, and is looked at when it is closed."
    ]
    assert outcomes() == []


def test_question_that_was_opened_meanwhile_is_not_put_together_and_named(
    as_agent: Client, closed: Closed
) -> None:
    one, other = closed(PASSPORT), closed("Waar meld ik een losse stoeptegel?")
    react(question=one, text="Nog iets.", now=timezone.now() + timedelta(minutes=1))
    response = as_agent.post(address("together", one, other), follow=True)

    assert messages_of(response) == [
        "“Hoe vraag ik een paspoort aan?” was opened again, and is looked at when it is closed."
    ]
    assert TriageGroup.objects.count() == 1


def test_one_question_alone_is_no_group(as_agent: Client, closed: Closed) -> None:
    response = as_agent.post(address("together", closed(PASSPORT)), follow=True)

    assert messages_of(response) == ["Choose two or more questions to put together."]


# Who may


def test_questions_of_another_office_are_not_even_named(
    client: Client, closed: Closed, other_agent: Any
) -> None:
    question = closed(PASSPORT)
    client.force_login(other_agent)
    page = client.get(address("skip", question)).content.decode()
    client.post(address("skip", question), {"reason": "once"})

    assert (PASSPORT in page, outcomes()) == (False, ["waiting"])


@pytest.mark.parametrize("exit_name", ["skip", "link", "together", "apart"])
def test_who_may_not_promote_is_refused(as_agent: Client, agent: Any, closed: Closed, exit_name: str) -> None:
    question = closed(PASSPORT)
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))

    assert as_agent.get(address(exit_name, question)).status_code == 403
    assert as_agent.post(address(exit_name, question), {"reason": "once"}).status_code == 403


@pytest.mark.parametrize("keys", ["", "id=x", "id=all", "id=99999999999999999999999", "id=²", "id=%00"])
def test_odd_numbers_are_answered(as_agent: Client, office: Any, keys: str) -> None:
    for exit_name in ("skip", "link", "together", "apart"):
        bare = reverse("wagtail_bulk_action", args=["servicedesk", "triage", exit_name])

        assert as_agent.get(f"{bare}?{keys}").status_code == 200
