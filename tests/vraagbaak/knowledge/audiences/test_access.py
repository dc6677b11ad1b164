"""Who belongs to which audience, and what each may see (rule 5)."""

from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories import FaqPageFactory, UserFactory
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from vraagbaak.models import FaqPage, KnowledgeBase


@pytest.mark.parametrize(
    ("group", "audience"),
    [
        (None, Audience.EVERYONE),
        (GroupName.PORTAL_USERS, Audience.PORTAL),
        (GroupName.AGENTS, Audience.AGENTS),
        (GroupName.EDITORS, Audience.AGENTS),
        (GroupName.MODERATORS, Audience.AGENTS),
        (GroupName.MANAGERS, Audience.AGENTS),
    ],
)
def test_audience_follows_from_the_group(db: None, group: str | None, audience: Audience) -> None:
    assert audience_of(UserFactory(group=group)) == audience


def test_stranger_and_deactivated_agent_belong_to_everyone(stranger: Any, agent: Any) -> None:
    agent.is_active = False
    assert [audience_of(stranger), audience_of(agent)] == [Audience.EVERYONE, Audience.EVERYONE]


def test_audience_is_asked_once_per_user(portal_user: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert [audience_of(portal_user), audience_of(portal_user)] == [Audience.PORTAL] * 2


@pytest.mark.parametrize(
    ("base_audience", "page_audience", "effective"),
    [
        (Audience.EVERYONE, Audience.EVERYONE, Audience.EVERYONE),
        (Audience.EVERYONE, Audience.PORTAL, Audience.PORTAL),
        (Audience.EVERYONE, Audience.AGENTS, Audience.AGENTS),
        (Audience.PORTAL, Audience.EVERYONE, Audience.PORTAL),
        (Audience.AGENTS, Audience.PORTAL, Audience.AGENTS),
    ],
)
def test_page_narrows_its_knowledge_base_and_never_widens_it(
    base: Any, base_audience: Audience, page_audience: Audience, effective: Audience
) -> None:
    base.audience = base_audience
    base.save()
    page = FaqPageFactory(parent=base, audience=page_audience)
    assert FaqPage.objects.get(pk=page.pk).effective_audience == effective


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.EVERYONE, ["stranger", "portal_user", "agent"]),
        (Audience.PORTAL, ["portal_user", "agent"]),
        (Audience.AGENTS, ["agent"]),
    ],
)
def test_each_chair_sees_what_its_audience_may_see(
    base: Any, stranger: Any, portal_user: Any, agent: Any, audience: Audience, seen_by: list[str]
) -> None:
    page = FaqPageFactory(parent=base, audience=audience)
    chairs = {"stranger": stranger, "portal_user": portal_user, "agent": agent}
    seen = [name for name, user in chairs.items() if page in FaqPage.objects.visible_to(user)]
    assert seen == seen_by


def test_draft_is_seen_by_nobody(base: Any, agent: Any) -> None:
    FaqPageFactory(parent=base, live=False)
    assert list(FaqPage.objects.visible_to(agent)) == []


def test_wagtail_itself_holds_back_what_is_narrowed(base: Any, portal_base: Any) -> None:
    FaqPageFactory(parent=base, audience=Audience.AGENTS)
    FaqPageFactory(parent=portal_base)
    shown = FaqPageFactory(parent=base)
    assert list(FaqPage.objects.live().public()) == [shown]


def test_widening_a_knowledge_base_shows_its_pages_again(portal_base: Any, stranger: Any) -> None:
    page = FaqPageFactory(parent=portal_base)
    portal_base.audience = Audience.EVERYONE
    portal_base.save()
    assert list(FaqPage.objects.visible_to(stranger)) == [page]
    assert PageViewRestriction.objects.count() == 0


def test_draft_change_of_audience_waits_for_publication(base: Any, stranger: Any) -> None:
    page = FaqPageFactory(parent=base)
    page.audience = Audience.AGENTS
    revision = page.save_revision()
    assert list(FaqPage.objects.visible_to(stranger)) == [page]
    revision.publish()
    assert list(FaqPage.objects.visible_to(stranger)) == []
    assert list(Page.objects.live().public().type(FaqPage)) == []


def test_moved_page_takes_on_the_audience_of_its_new_knowledge_base(
    base: Any, agents_base: Any, stranger: Any
) -> None:
    page = FaqPageFactory(parent=base)
    page.move(agents_base, pos="last-child")
    moved = FaqPage.objects.get(pk=page.pk)
    assert (moved.knowledge_base, moved.effective_audience) == (
        KnowledgeBase.objects.get(pk=agents_base.pk),
        Audience.AGENTS,
    )
    assert list(FaqPage.objects.visible_to(stranger)) == []
