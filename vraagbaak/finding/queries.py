"""Finds FAQ pages for somebody: only what this person may see, best first."""

from typing import Any

from wagtail.models import Locale, Site
from wagtail.search.backends import get_search_backend

from vraagbaak.audiences.access import User
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import FaqPage
from vraagbaak.faqs.querysets import FaqPageQuerySet

SHORTEST_QUERY = 3
LONGEST_QUERY = 300
MOST_SUGGESTIONS = 5


def findable_faqs(
    *,
    user: User,
    site: Site,
    locale: Locale | None = None,
    knowledge_base: KnowledgeBase | None = None,
    topic: Topic | None = None,
) -> FaqPageQuerySet:
    faqs = FaqPage.objects.visible_to(user).of_site(site).with_place()
    if locale:
        faqs = faqs.in_language(locale)
    if knowledge_base:
        faqs = faqs.in_knowledge_base(knowledge_base)
    if topic:
        faqs = faqs.in_topic(topic)
    return faqs


def search_faqs(*, query: str, user: User, site: Site, **place: Any) -> Any:
    """Pages for a question in whole words, as lazy, sliceable results with a count and a `score` on each page."""
    faqs = findable_faqs(user=user, site=site, **place)
    return get_search_backend().search(shortened(query), faqs, operator="or").annotate_score("score")


def begin_faqs(*, query: str, user: User, site: Site, **place: Any) -> Any:
    """Pages whose question begins to look like what is being typed: the last word may be half."""
    faqs = findable_faqs(user=user, site=site, **place)
    return get_search_backend().autocomplete(shortened(query), faqs, operator="or").annotate_score("score")


def suggest_faqs(
    *, query: str, user: User, site: Site, limit: int = MOST_SUGGESTIONS, **place: Any
) -> list[FaqPage]:
    """At most `limit` pages for what somebody is typing (rule 7), best first; none under three characters."""
    if len(query.strip()) < SHORTEST_QUERY:
        return []
    begun = begin_faqs(query=query, user=user, site=site, **place)[:limit]
    found = search_faqs(query=query, user=user, site=site, **place)[:limit]
    best: dict[int, Any] = {}
    for page in [*begun, *found]:
        if page.pk not in best or page.score > best[page.pk].score:
            best[page.pk] = page
    return sorted(best.values(), key=lambda page: (-page.score, page.pk))[:limit]


def shortened(query: str) -> str:
    return query.replace("\0", " ").strip()[:LONGEST_QUERY]
