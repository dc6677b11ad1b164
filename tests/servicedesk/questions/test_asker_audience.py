"""What may be put in an answer follows from who asked (decisions 10 and 22)."""

from typing import Any

import pytest

from servicedesk.desk.passages import NoSuchPassageError, audience_of_asker, passage
from servicedesk.questions.sources.models import InsertedAs
from tests import factories
from vraagbaak.knowledge.audiences.choices import Audience, GroupName

pytestmark = pytest.mark.django_db


def asked_by(office: Any, user: Any, email: str) -> Any:
    asker = factories.PartyFactory(office=office, email=email, user=user)
    return factories.QuestionFactory(office=office, asker=asker, portal_user=user)


def test_a_portal_user_is_one_at_the_address_of_the_account(office: Any, portal_user: Any) -> None:
    question = asked_by(office, portal_user, portal_user.email.upper())

    assert audience_of_asker(question) == Audience.PORTAL


def test_an_address_alone_proves_nothing(office: Any, portal_user: Any) -> None:
    question = asked_by(office, None, portal_user.email)

    assert audience_of_asker(question) == Audience.EVERYONE


def test_another_address_than_that_of_the_account_is_a_strangers(office: Any, portal_user: Any) -> None:
    question = asked_by(office, portal_user, "ander@post.example")

    assert audience_of_asker(question) == Audience.EVERYONE


@pytest.mark.parametrize("change", ["closed", "no longer a member"])
def test_an_account_that_is_no_portal_user_any_more_is_a_strangers(
    office: Any, portal_user: Any, change: str
) -> None:
    question = asked_by(office, portal_user, portal_user.email)
    if change == "closed":
        portal_user.is_active = False
        portal_user.save()
    else:
        portal_user.groups.clear()
    question.refresh_from_db()

    assert audience_of_asker(question) == Audience.EVERYONE


def test_who_became_an_agent_is_not_sent_what_is_for_agents(office: Any) -> None:
    agent = factories.UserFactory(group=GroupName.AGENTS)

    assert audience_of_asker(asked_by(office, agent, agent.email)) == Audience.PORTAL


def test_an_agent_inserts_a_page_for_portal_users_for_them_only(
    office: Any, agent: Any, portal_user: Any, portal_base: Any
) -> None:
    page = factories.FaqPageFactory(parent=portal_base, title="Wat krijgen leden?")
    source = {"source": f"faq-{page.pk}", "inserted_as": InsertedAs.TEXT, "user": agent}

    found = passage(question=asked_by(office, portal_user, portal_user.email), **source)

    assert found.source == page
    with pytest.raises(NoSuchPassageError):
        passage(question=factories.QuestionFactory(office=office), **source)
