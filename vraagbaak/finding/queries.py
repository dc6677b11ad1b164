"""Finds FAQ pages for somebody: only what this person may see, best first."""

from typing import Any

from wagtail.models import Site

from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.results import FoundCards, FoundFaqs, pages_of, suggested_cards
from vraagbaak.finding.search_scope import Place
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

SHORTEST_QUERY = 3
MAX_QUERY_LENGTH = 300
MAX_SUGGESTIONS = 5


def search_faqs(*, query: str, user: User, site: Site, **place: Any) -> FoundFaqs:
    """Pages for a question in whole words. `place` narrows: `locale`, `knowledge_base`, `topic`."""
    return FoundFaqs(query=shortened(query), place=Place(user=user, site=site, **place))


def search_cards(*, query: str, user: User, site: Site, **place: Any) -> FoundCards:
    """The same as cards, which are light: for lists."""
    return FoundCards(query=shortened(query), place=Place(user=user, site=site, **place))


def suggest_faqs(
    *, query: str, user: User, site: Site, limit: int = MAX_SUGGESTIONS, **place: Any
) -> list[FaqPage]:
    """At most `limit` pages for what somebody is typing (rule 7), best first; none under three characters."""
    return pages_of(suggest_cards(query=query, user=user, site=site, limit=limit, **place))


def suggest_cards(
    *, query: str, user: User, site: Site, limit: int = MAX_SUGGESTIONS, **place: Any
) -> list[FaqCard]:
    """The same as cards."""
    query = shortened(query)
    if len(query) < SHORTEST_QUERY or limit < 1:
        return []
    return suggested_cards(query=query, place=Place(user=user, site=site, **place), limit=limit)


def shortened(query: str) -> str:
    return query.replace("\0", " ").strip()[:MAX_QUERY_LENGTH]
