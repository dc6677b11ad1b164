from typing import TYPE_CHECKING, Self

from vraagbaak.audiences.access import User, audience_of
from vraagbaak.bases.querysets import SitePageQuerySet

if TYPE_CHECKING:
    from vraagbaak.bases.models import KnowledgeBase, Topic


class FaqPageQuerySet(SitePageQuerySet):
    def visible_to(self, user: User) -> Self:
        """The published pages that `user` may see (rule 5)."""
        return self.live().filter(effective_audience__in=audience_of(user).visible)

    def in_knowledge_base(self, knowledge_base: "KnowledgeBase") -> Self:
        return self.filter(knowledge_base=knowledge_base)

    def in_topic(self, topic: "Topic") -> Self:
        return self.filter(topic=topic)

    def by_question(self) -> Self:
        return self.order_by("title")

    def with_place(self) -> Self:
        """With the knowledge base, topic and language of each page, in the same query."""
        return self.select_related("knowledge_base", "topic", "locale")
