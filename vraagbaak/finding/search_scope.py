"""Where somebody looks, and which pages may be found there."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from wagtail.models import Locale, Site

from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.bases.querysets import site_paths
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet

PLACES_KEPT = 512


@dataclass(frozen=True, kw_only=True)
class Place:
    """For whom, on which site, and narrowed to what."""

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
        """Equal for places that show the same pages, whoever asks."""
        narrowed = (self.locale, self.knowledge_base, self.topic)
        return (
            audience_of(self.user),
            tuple(site_paths(self.site)),
            *(each.pk if each else None for each in narrowed),
        )


@dataclass(frozen=True)
class Findable:
    """What may be found in one place, with the statements that were compiled for it."""

    faqs: FaqPageQuerySet
    bare: FaqPageQuerySet
    statements: dict[int, Any] = field(default_factory=dict)


class _Asked:
    """Carries a place to the cache under its key alone."""

    def __init__(self, place: Place) -> None:
        self.place, self.key = place, place.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key


def findable_in(place: Place) -> Findable:
    """Building such a queryset costs about as much as searching; each process builds it once per place."""
    return _findable(_Asked(place))


@lru_cache(maxsize=PLACES_KEPT)
def _findable(asked: _Asked) -> Findable:
    faqs = asked.place.faqs()
    return Findable(faqs=faqs, bare=faqs.only("pk"))
