from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.bases.querysets import SitePageQuerySet
from vraagbaak.knowledge.faqs.choices import ReviewStatus

if TYPE_CHECKING:
    from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic

SOON = timedelta(days=30)


class ReviewedQuerySet(SitePageQuerySet):
    """Published pages by review status. A page is due from its review date until it is reviewed."""

    def due(self, today: date) -> Self:
        return self.live().filter(review_on__lte=today)

    def due_soon(self, today: date) -> Self:
        return self.live().filter(review_on__gt=today, review_on__lte=today + SOON).exclude(self.to_change)

    def due_or_to_change(self, today: date) -> Self:
        """The owner has something to do."""
        return self.live().filter(Q(review_on__lte=today) | Q(self.to_change))

    def waiting_for_change(self, today: date) -> Self:
        """With an open task, and not due yet."""
        return self.live().filter(self.to_change, review_on__gt=today)

    def in_order(self, today: date) -> Self:
        return self.live().filter(review_on__gt=today).exclude(self.to_change)

    @property
    def to_change(self) -> Exists:
        tasks = self.model._meta.get_field("review_tasks").related_model.objects
        return Exists(tasks.open().filter(page=OuterRef("pk")))

    def owned_by(self, user: User) -> Self:
        return self.filter(owned(user))

    def without_owner(self) -> Self:
        """Nobody can act: there is no active person, and no group with an active member."""
        return self.exclude(self.with_active_person).exclude(self.with_active_group)

    @property
    def with_active_person(self) -> Exists:
        return Exists(active_users().filter(pk=OuterRef("owner_person")))

    @property
    def with_active_group(self) -> Q:
        members = Exists(active_users().filter(groups=OuterRef("owner_group")))
        return Q(members, owner_person=None)

    def with_review_status(self, today: date) -> Self:
        """Annotated with `review_status`, a `ReviewStatus`."""
        return self.annotate(
            review_status=Case(
                When(review_on__lte=today, then=Value(ReviewStatus.DUE)),
                When(self.to_change, then=Value(ReviewStatus.TO_BE_CHANGED)),
                When(review_on__lte=today + SOON, then=Value(ReviewStatus.SOON)),
                default=Value(ReviewStatus.IN_ORDER),
                output_field=CharField(),
            )
        )

    def by_urgency(self, today: date) -> Self:
        """By views times days overdue (rule 3), then by date. Both count from 1: no views, and the first day,
        count as one."""
        urgency = Cast(F("views") + 1, BigIntegerField()) * DaysUntil(
            F("review_on"), Value(today + timedelta(days=1))
        )
        due_only = Case(
            When(review_on__lte=today, then=urgency), default=Value(0), output_field=BigIntegerField()
        )
        return self.annotate(urgency=due_only).order_by("-urgency", "review_on", "pk")


def owned(user: Any) -> Q:
    """Owned by the person, or by one of their groups where no person is the owner."""
    return Q(owner_person=user) | Q(owner_person=None, owner_group__in=user.groups.all())


class DaysUntil(Func):
    """Whole days between two dates; on SQLite Django's own subtraction calls Python for each row."""

    output_field = BigIntegerField()
    template = "(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        begin, end = self.get_source_expressions()
        begin_sql, begin_params = compiler.compile(begin)
        end_sql, end_params = compiler.compile(end)
        sql = f"CAST(julianday({end_sql}) - julianday({begin_sql}) AS INTEGER)"
        return sql, (*end_params, *begin_params)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        begin, end = self.get_source_expressions()
        begin_sql, begin_params = compiler.compile(begin)
        end_sql, end_params = compiler.compile(end)
        return f"({end_sql}::date - {begin_sql}::date)", (*end_params, *begin_params)


def active_users() -> QuerySet[Any]:
    return get_user_model().objects.filter(is_active=True)


class FaqPageQuerySet(ReviewedQuerySet):
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
