"""The lists of the knowledge in the admin: all questions, their tags, and what readers thought of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NOW, FaqPageFactory
from vraagbaak.knowledge.feedback.actions import give_feedback


@pytest.fixture
def as_moderator(client: Client, moderator: Any) -> Client:
    client.force_login(moderator)
    return client


def test_faq_pages_of_all_bases_stand_in_one_list(
    client: Client, manager: Any, base: Any, agents_base: Any
) -> None:
    pages = [FaqPageFactory(parent=base, title="Een"), FaqPageFactory(parent=agents_base, title="Twee")]
    client.force_login(manager)

    response = client.get(reverse("faqs:index"), {"ordering": "title"})

    assert list(response.context["object_list"]) == pages


def test_faq_list_costs_the_same_with_1_and_20(client: Client, manager: Any, base: Any) -> None:
    FaqPageFactory(parent=base)
    client.force_login(manager)
    client.get(reverse("faqs:index"))
    with CaptureQueriesContext(connection) as with_one:
        client.get(reverse("faqs:index"))
    for _each in range(19):
        FaqPageFactory(parent=base)
    with CaptureQueriesContext(connection) as with_many:
        client.get(reverse("faqs:index"))

    assert len(with_one) == len(with_many)


def test_who_works_on_pages_reads_feedback(as_moderator: Client, base: Any) -> None:
    vote = give_feedback(
        page=FaqPageFactory(parent=base), helpful=False, reason="Het bedrag ontbreekt.", now=NOW
    )

    response = as_moderator.get(reverse("feedback:index"))

    assert list(response.context["object_list"]) == [vote]
    assert "Het bedrag ontbreekt." in response.content.decode()


@pytest.mark.parametrize("name", ["faqs", "faq_tags", "feedback"])
def test_agent_without_pages_is_sent_away(client: Client, agent: Any, name: str) -> None:
    client.force_login(agent)

    response = client.get(reverse(f"{name}:index"))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


def test_tags_are_listed_with_their_pages(admin_client: Client, base: Any) -> None:
    for _each in range(2):
        FaqPageFactory(parent=base, tags=["paspoort"])

    response = admin_client.get(reverse("faq_tags:index"))

    assert [(tag.name, tag.page_count) for tag in response.context["object_list"]] == [("paspoort", 2)]
