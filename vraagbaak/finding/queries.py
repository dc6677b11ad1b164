"""Searches FAQ pages for a person: only what this person may see, best first."""

from typing import Any

from wagtail.models import Site

from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.results import CardResults, FaqResults, suggested_cards
from vraagbaak.finding.search_scope import SearchScope
from vraagbaak.knowledge.audiences.access import User

MIN_QUERY_LENGTH = 3
MAX_QUERY_LENGTH = 300
MAX_SUGGESTIONS = 5


def search_faqs(*, query: str, user: User, site: Site, **scope: Any) -> FaqResults:
    """Pages for a complete query. `scope` narrows the search: `locale`, `knowledge_base`, `topic`."""
    return FaqResults(query=shortened(query), scope=SearchScope(user=user, site=site, **scope))


def search_cards(*, query: str, user: User, site: Site, **scope: Any) -> CardResults:
    """The same as cards, which are cheap, for lists."""
    return CardResults(query=shortened(query), scope=SearchScope(user=user, site=site, **scope))


def suggest_cards(
    *, query: str, user: User, site: Site, limit: int = MAX_SUGGESTIONS, **scope: Any
) -> list[FaqCard]:
    """At most `limit` cards for what somebody is typing (rule 7), best first; none under three characters."""
    query = shortened(query)
    if len(query) < MIN_QUERY_LENGTH or limit < 1:
        return []
    return suggested_cards(query=query, scope=SearchScope(user=user, site=site, **scope), limit=limit)


def shortened(query: str) -> str:
    return query.replace("\0", " ").strip()[:MAX_QUERY_LENGTH]
