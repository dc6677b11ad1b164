"""The scope of a search: who searches where, and which pages may be found."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from wagtail.models import Locale, Site

from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.bases.querysets import site_paths
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

MAX_CACHED_SCOPES = 512


@dataclass(frozen=True, kw_only=True)
class SearchScope:
    """Who searches, on which site, and what the search is narrowed to."""

    user: User
    site: Site
    locale: Locale | None = None
    knowledge_base: KnowledgeBase | None = None
    topic: Topic | None = None

    def faqs(self) -> FaqPageQuerySet:
        faqs = FaqPage.objects.visible_to(self.user).of_site(self.site)
        if self.locale:
            faqs = faqs.in_language(self.locale)
        if self.knowledge_base:
            faqs = faqs.in_knowledge_base(self.knowledge_base)
        if self.topic:
            faqs = faqs.in_topic(self.topic)
        return faqs

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for scopes with the same pages, whoever searches."""
        narrowed = (self.locale, self.knowledge_base, self.topic)
        return (
            audience_of(self.user),
            tuple(site_paths(self.site)),
            *(each.pk if each else None for each in narrowed),
        )


@dataclass(frozen=True)
class Findable:
    """What may be found in one scope, with the statements compiled for it."""

    faqs: FaqPageQuerySet
    bare: FaqPageQuerySet
    statements: dict[int, Any] = field(default_factory=dict)


class _ScopeKey:
    """Makes the cache compare scopes by their key."""

    def __init__(self, scope: SearchScope) -> None:
        self.scope, self.key = scope, scope.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ScopeKey) and self.key == other.key


def findable_in(scope: SearchScope) -> Findable:
    """Building such a queryset takes about as long as searching, so each process builds it once per scope."""
    return _findable(_ScopeKey(scope))


@lru_cache(maxsize=MAX_CACHED_SCOPES)
def _findable(key: _ScopeKey) -> Findable:
    faqs = key.scope.faqs()
    return Findable(faqs=faqs, bare=faqs.only("pk"))
