"""Which topics somebody may see, and how much stands in them."""

from typing import Any

from tests.factories import FaqPageFactory, TopicFactory
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import Topic


def topic_with_pages(base: Any, title: str, **pages: Audience) -> Topic:
    topic: Topic = TopicFactory(parent=base, title=title)
    for audience in pages.values():
        FaqPageFactory(parent=topic, audience=audience)
    return topic


def titles(user: Any) -> list[str]:
    return list(Topic.objects.visible_to(user).order_by("title").values_list("title", flat=True))


def test_a_topic_is_visible_to_who_may_see_one_of_its_pages(base: Any, agent: Any, stranger: Any) -> None:
    topic_with_pages(base, "Balie", one=Audience.AGENTS)
    topic_with_pages(base, "Leeg")
    topic_with_pages(base, "Paspoort", one=Audience.AGENTS, other=Audience.EVERYONE)

    assert [titles(stranger), titles(agent)] == [["Paspoort"], ["Balie", "Paspoort"]]


def test_a_topic_that_is_not_published_is_visible_to_nobody(base: Any, agent: Any) -> None:
    topic_with_pages(base, "Paspoort", one=Audience.EVERYONE).unpublish()

    assert titles(agent) == []


def test_a_topic_without_a_published_page_is_visible_to_nobody(base: Any, agent: Any) -> None:
    topic = TopicFactory(parent=base)
    FaqPageFactory(parent=topic, live=False)

    assert titles(agent) == []


def test_a_topic_counts_what_somebody_may_see(base: Any, agent: Any, stranger: Any) -> None:
    topic_with_pages(base, "Paspoort", one=Audience.AGENTS, other=Audience.EVERYONE)

    counts = [
        Topic.objects.visible_to(user).with_count_for(user).get().faq_count for user in (stranger, agent)
    ]
    assert counts == [1, 2]
