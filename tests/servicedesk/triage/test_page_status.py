"""Back at the desk one sees what became of the page."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from servicedesk.lifecycle.closing import reopen
from servicedesk.models import Question, Triage
from servicedesk.triage.actions import link_questions, promote_questions, skip_questions
from servicedesk.triage.choices import PageStatus, SkipReason
from servicedesk.triage.page_status import status_of_page, with_page_status
from tests.factories import NOW, FaqPageFactory, page_proposal
from tests.servicedesk.conftest import Closed
from vraagbaak.knowledge.faqs.promotion import promote
from vraagbaak.models import FaqPage


@pytest.fixture
def question(closed: Closed) -> Question:
    return closed("Kan mijn paspoort bezorgd worden?")


@pytest.fixture
def draft(question: Question, agent: Any, base: Any) -> FaqPage:
    """A page that waits in the workflow of its knowledge base."""
    faq = promote(proposal=page_proposal(base, question=question.title), user=agent)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    return faq


def page_status(user: Any) -> Any:
    return status_of_page(Triage.objects.select_related("page").get(), user=user)


def reject(faq: FaqPage, *, user: Any, comment: str) -> None:
    state = faq.current_workflow_task_state
    state.task.specific.on_action(state, user, "reject", comment=comment)


def test_skipped_question_led_to_no_page(question: Question, agent: Any) -> None:
    skip_questions(questions=[question], reason=SkipReason.ONCE, user=agent, now=NOW)

    assert page_status(agent) is None


def test_page_waits_for_a_moderator(draft: FaqPage, agent: Any) -> None:
    assert page_status(agent).status == PageStatus.IN_REVIEW


def test_rejection_comes_with_its_remark_and_by_whom(draft: FaqPage, agent: Any, moderator: Any) -> None:
    reject(draft, user=moderator, comment="Noem ook de kosten.")

    told = page_status(agent)
    assert (told.status, told.remark, told.moderator) == (
        PageStatus.REJECTED,
        "Noem ook de kosten.",
        moderator,
    )


def test_withdrawn_from_the_workflow_it_is_a_draft(draft: FaqPage, agent: Any) -> None:
    draft.current_workflow_state.cancel(user=agent)

    assert page_status(agent).status == PageStatus.DRAFT


def test_published_unpublished_and_planned(draft: FaqPage, agent: Any) -> None:
    draft.current_workflow_state.cancel(user=agent)
    draft.save_revision().publish()
    published = page_status(agent)
    draft.refresh_from_db()
    draft.unpublish()
    unpublished = page_status(agent)
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.save_revision().publish()

    assert [each.status for each in (published, unpublished, page_status(agent))] == [
        PageStatus.PUBLISHED,
        PageStatus.UNPUBLISHED,
        PageStatus.PLANNED,
    ]


def test_deleted_page_is_said_to_be_deleted(draft: FaqPage, agent: Any) -> None:
    draft.delete()

    assert page_status(agent).is_deleted


def test_link_to_edit_is_for_editors_alone(draft: FaqPage, agent: Any, editor: Any, moderator: Any) -> None:
    assert [page_status(user).may_edit for user in (agent, editor, moderator)] == [False, True, True]


def test_fates_take_the_same_number_of_queries_for_1_and_3(closed: Closed, agent: Any, base: Any) -> None:
    def cost() -> int:
        triages = list(Triage.objects.select_related("page"))
        with CaptureQueriesContext(connection) as queries:
            with_page_status(triages, user=agent)
        return len(queries)

    def promote_one(title: str) -> None:
        faq = promote(proposal=page_proposal(base, question=title), user=agent)
        promote_questions(questions=[closed(title)], page=faq, user=agent, now=NOW)

    promote_one("Kan mijn paspoort bezorgd worden?")
    cost()
    with_one = cost()
    promote_one("Wat kost een dakkapel?")
    promote_one("Wanneer komt het afval?")

    assert cost() == with_one


# On the screens


def test_question_shows_the_rejection(
    as_agent: Client, question: Question, draft: FaqPage, moderator: Any
) -> None:
    reject(draft, user=moderator, comment="Noem ook de kosten.")

    page = as_agent.get(reverse("questions:question", args=[question.pk])).content.decode()

    assert ("rejected" in page, "Noem ook de kosten." in page) == (True, True)


def test_question_of_a_deleted_page_offers_triage_again(
    as_agent: Client, question: Question, draft: FaqPage
) -> None:
    draft.delete()
    page = as_agent.get(reverse("questions:question", args=[question.pk])).content.decode()
    response = as_agent.post(reverse("triage:again", args=[question.pk]), follow=True)

    assert reverse("triage:again", args=[question.pk]) in page
    assert "The question stands in the triage again." in response.content.decode()
    assert Triage.objects.waiting().get().question == question


def test_decided_list_offers_it_too_and_tells_who_was_first(
    as_agent: Client, question: Question, draft: FaqPage
) -> None:
    draft.delete()
    page = as_agent.get(reverse("triage:decided")).content.decode()
    again = reverse("triage:again", args=[question.pk])
    as_agent.post(again)
    response = as_agent.post(again, follow=True)

    assert again in page
    assert "Somebody was first" in response.content.decode()


def test_question_that_was_opened_meanwhile_is_not_said_to_stand_in_the_queue(
    as_agent: Client, agent: Any, question: Question, draft: FaqPage
) -> None:
    draft.delete()
    reopen(question=question, user=agent, now=NOW)
    response = as_agent.post(reverse("triage:again", args=[question.pk]), follow=True)

    assert [unescape(str(message)).strip() for message in response.context["messages"]] == [
        "“Kan mijn paspoort bezorgd worden?” was opened again, and is looked at when it is closed."
    ]


def test_linked_page_is_named_as_such(as_agent: Client, question: Question, agent: Any, base: Any) -> None:
    faq = FaqPageFactory(parent=base, title="Bezorgen van documenten")
    link_questions(questions=[question], page=faq, user=agent, now=NOW)

    page = as_agent.get(reverse("questions:question", args=[question.pk])).content.decode()

    assert ("Linked to" in page, faq.full_url in page) == (True, True)


def test_who_may_not_promote_puts_nothing_back(
    as_agent: Client, agent: Any, question: Question, draft: FaqPage
) -> None:
    draft.delete()
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))

    assert as_agent.post(reverse("triage:again", args=[question.pk])).status_code == 403
