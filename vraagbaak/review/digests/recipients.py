"""Who may get a digest on a day, and whether it lists their own pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import active_users
from vraagbaak.review.digests.choices import DigestDay
from vraagbaak.review.digests.models import Digest

BATCH_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """`manages_all`: is told of escalated pages in knowledge bases without a manager of their own."""

    pk: int
    audience: Audience
    manages_all: bool
    wants_own: bool


def recipients(*, today: date, last_run: date | None) -> Iterator[list[Recipient]]:
    """In batches, by key: owners of pages that may be due, and managers, unless an earlier digest blocks a new one.

    `last_run` is the last earlier day on which the daily work was finished. One query for each batch.
    """
    people = with_attributes(
        possible_recipients(today).exclude(Exists(blocking_digests(today).filter(user=OuterRef("pk"))))
    )
    last = 0
    while rows := list(people.filter(pk__gt=last).order_by("pk")[:BATCH_SIZE]):
        yield [recipient(row, wants_own=is_own_day(row, today=today, last_run=last_run)) for row in rows]
        last = rows[-1]["pk"]


def recipient_of(user: User) -> Recipient | None:
    """None for somebody who gets no mail any more. What was planned is sent, whatever the preference is now."""
    row = with_attributes(reachable().filter(pk=user.pk)).first()
    return recipient(row, wants_own=True) if row else None


def recipient(row: dict[str, Any], *, wants_own: bool) -> Recipient:
    return Recipient(
        pk=row["pk"],
        audience=Audience(row["audience"]),
        manages_all=row["manages_all"],
        wants_own=wants_own,
    )


def blocking_digests(today: date) -> QuerySet[Digest]:
    """Digests because of which their recipients get no other: those of today, of a later day (the clock was set back),
    and unsent ones, so that a mail server that was down for days then sends one mail to each."""
    digests: QuerySet[Digest] = Digest.objects.filter(Q(day__gte=today) | Q(sent_at=None))
    return digests


def is_own_day(row: dict[str, Any], *, today: date, last_run: date | None) -> bool:
    """Whether it is a day of the person's choice: every day, or the weekday.

    A weekday on which the daily work was not done is made up for on the next day on which it is done.
    """
    chosen = row["day"] or DigestDay.DAILY
    if chosen in (DigestDay.DAILY, DigestDay.NEVER):
        return bool(chosen == DigestDay.DAILY)
    latest = today - timedelta(days=(today.weekday() - int(chosen)) % 7)
    missed = last_run is not None and last_run < latest and (not row["last_on"] or row["last_on"] < latest)
    return latest == today or missed


def reachable() -> QuerySet[Any]:
    return active_users().exclude(email="")


def possible_recipients(today: date) -> QuerySet[Any]:
    """Excludes the many thousands of portal users, who own and manage nothing."""
    waiting = FaqPage.objects.filter(Q(review_on__lte=today) | Q(FaqPage.objects.all().to_change))
    return reachable().filter(
        Exists(waiting.filter(owner_person=OuterRef("pk")))
        | Exists(waiting.filter(owner_person=None, owner_group__user=OuterRef("pk")))
        | Exists(KnowledgeBase.objects.filter(manager=OuterRef("pk")))
        | in_group(GroupName.MANAGERS)
    )


def with_attributes(people: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    audience = Case(
        When(Q(is_superuser=True) | in_group(*GroupName.staff()), then=Value(Audience.AGENTS)),
        When(in_group(GroupName.PORTAL_USERS), then=Value(Audience.PORTAL)),
        default=Value(Audience.EVERYONE),
    )
    newest = Digest.objects.filter(user=OuterRef("pk")).order_by("-day").values("day")[:1]
    return people.values(
        "pk",
        audience=audience,
        manages_all=in_group(GroupName.MANAGERS),
        day=F("digest_preference__day"),
        last_on=Subquery(newest),
    )


def in_group(*names: GroupName) -> Exists:
    return Exists(Group.objects.filter(name__in=names, user=OuterRef("pk")))


def keys_by_audience(people: Sequence[Recipient]) -> dict[Audience, list[int]]:
    return {audience: [each.pk for each in people if each.audience == audience] for audience in Audience}
