"""Which pages belong in whose digest: new ones when it is planned, those still due when it is sent."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.models import PageLogEntry

from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet
from vraagbaak.review.digests.choices import DigestReason
from vraagbaak.review.digests.models import Digest, DigestPage
from vraagbaak.review.digests.recipients import Recipient, keys_by_audience, reachable

MAX_NEW = 20
UNPUBLISHED_BY_POLICY = "vraagbaak.review.unpublish"


class NewPage(NamedTuple):
    recipient: int
    page: int
    due_on: date
    reason: str


def new_pages(*, people: Sequence[Recipient], today: date) -> list[NewPage]:
    """The pages of which these persons were not told yet: the most urgent for each reason, up to MAX_NEW.

    Three queries, whatever the number of persons and pages.
    """
    of_person, of_group = owned_by(people, today)
    due = [of_person, shortlisted(of_group, people, today)]
    parts = [*due, *to_change_by(people, today), *escalated_to(people, today)]
    return [NewPage(*row) for row in union_of([most_urgent_new(part, today) for part in parts])]


def owned_by(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """Pages owned by the persons, and by their groups where no person is the owner, with recipient and reason."""
    keys = [person.pk for person in people if person.wants_own]
    pages = due_or_unpublished(today).annotate(
        reason=Case(When(live=True, then=Value(DigestReason.OWNED)), default=Value(DigestReason.UNPUBLISHED))
    )
    return [part.filter(visible_to_recipient(people), recipient__in=keys) for part in by_owner(pages)]


def to_change_by(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """Pages with an open task, of which the owner is told when it is made, and again when it is due."""
    keys = [person.pk for person in people if person.wants_own]
    pages = FaqPage.objects.waiting_for_change(today).annotate(reason=Value(DigestReason.TASK))
    return [part.filter(visible_to_recipient(people), recipient__in=keys) for part in by_owner(pages)]


def by_owner(pages: FaqPageQuerySet) -> list[FaqPageQuerySet]:
    """Annotated with the recipient: the owning person, or each member of the group where no person is the owner."""
    return [
        pages.annotate(recipient=F("owner_person")),
        pages.filter(owner_person=None).annotate(recipient=F("owner_group__user")),
    ]


def escalated_to(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """Overdue pages in the knowledge bases of these managers. Where a knowledge base has no manager with an e-mail
    address, its pages go to the managers of all knowledge bases: one query part for each of these in the batch."""
    pages = long_overdue(today).annotate(reason=Value(DigestReason.ESCALATED))
    unmanaged = pages.exclude(knowledge_base__manager__in=reachable())
    keys = [person.pk for person in people]
    parts = [pages.annotate(recipient=F("knowledge_base__manager")).filter(recipient__in=keys)]
    parts += [unmanaged.annotate(recipient=Value(person.pk)) for person in people if person.manages_all]
    return [part.filter(visible_to_recipient(people)) for part in parts]


def due_or_unpublished(today: date) -> FaqPageQuerySet:
    """Pages that are due for review, live or unpublished by the policy of the knowledge base.

    The latter have an entry in the page log from after the day on which the review became due.
    """
    entries = PageLogEntry.objects.filter(page=OuterRef("pk"), action=UNPUBLISHED_BY_POLICY)
    unpublished = Exists(entries.filter(timestamp__date__gte=OuterRef("review_on")))
    return FaqPage.objects.filter(review_on__lte=today).filter(Q(live=True) | unpublished)


def long_overdue(today: date) -> FaqPageQuerySet:
    """Overdue for at least as many days as the knowledge base says."""
    different = KnowledgeBase.objects.order_by().values_list("escalate_after_days", flat=True).distinct()
    late = Q(pk__in=[])
    for days in different:
        late |= Q(knowledge_base__escalate_after_days=days, review_on__lte=today - timedelta(days=days))
    return FaqPage.objects.due(today).filter(late)


def visible_to_recipient(people: Sequence[Recipient]) -> Q:
    """Recipients are told only of pages that they may see (rule 5)."""
    seen = Q(pk__in=[])
    for audience, keys in keys_by_audience(people).items():
        seen |= Q(effective_audience__in=audience.visible, recipient__in=keys)
    return seen


def shortlisted(pages: FaqPageQuerySet, people: Sequence[Recipient], today: date) -> FaqPageQuerySet:
    """Without group pages that no digest can list, since enough others of the group are more urgent.

    A group page is a row for each member of the group, and sorting millions of rows is slow.
    """
    current = DigestPage.objects.filter(
        digest__user__in=[person.pk for person in people], due_on=F("page__review_on")
    )
    numbers = current.order_by().values("digest__user").annotate(number=Count("pk"))
    enough = MAX_NEW + (numbers.aggregate(most=Max("number"))["most"] or 0)
    ordered = due_or_unpublished(today).filter(owner_person=None).by_urgency(today)
    rank = rank_within("owner_group", "effective_audience")
    short = ordered.annotate(rank=rank).filter(rank__lte=enough).order_by()
    return pages.filter(pk__in=short.values("pk"))


def most_urgent_new(pages: FaqPageQuerySet, today: date) -> QuerySet[Any, Any]:
    told = digest_rows().filter(digest__user=OuterRef("recipient"))
    ordered = pages.filter(~Exists(told)).by_urgency(today)
    return as_rows(ordered.annotate(rank=rank_within("recipient")).filter(rank__lte=MAX_NEW))


def rank_within(*columns: str) -> Window:
    """The rank by urgency, from 1."""
    return Window(RowNumber(), partition_by=list(columns), order_by=[F("urgency").desc(), "review_on", "pk"])


def still_due(*, digest: Digest, person: Recipient, today: date) -> list[NewPage]:
    """The pages of a digest that are still due since the same day, for the same recipient and reason."""
    listed = Exists(digest_rows().filter(digest=digest))
    parts = owned_by([person], today) + to_change_by([person], today) + escalated_to([person], today)
    return [NewPage(*row) for row in union_of([as_rows(part.filter(listed)) for part in parts])]


def digest_rows() -> QuerySet[DigestPage]:
    return DigestPage.objects.filter(
        page=OuterRef("pk"), due_on=OuterRef("review_on"), reason=OuterRef("reason")
    )


def as_rows(pages: FaqPageQuerySet) -> QuerySet[Any, Any]:
    return pages.order_by().values_list("recipient", "pk", "review_on", "reason")


def union_of(parts: Sequence[QuerySet[Any, Any]]) -> Iterable[Any]:
    first, *others = parts
    return first.union(*others, all=True)


def ranks_by_urgency(keys: Collection[int], today: date) -> dict[int, int]:
    """The rank of each page, from 0; deleted pages have none."""
    ordered = FaqPage.objects.filter(pk__in=keys).by_urgency(today).values_list("pk", flat=True)
    return {key: rank for rank, key in enumerate(ordered)}


def in_one_digest(found: Iterable[NewPage], ranks: dict[int, int]) -> list[NewPage]:
    """The most urgent new pages of a person, own and escalated ones alternating, so that neither crowds out the other.

    A page may be listed for two reasons, and counts once.
    """
    rows = [row for row in found if row.page in ranks]
    turns: dict[int, int] = {}
    for escalated in (False, True):
        keys = {row.page for row in rows if (row.reason == DigestReason.ESCALATED) == escalated}
        for turn, key in enumerate(sorted(keys, key=ranks.__getitem__)):
            turns[key] = min(turn, turns.get(key, turn))
    chosen = sorted(turns, key=lambda key: (turns[key], ranks[key]))[:MAX_NEW]
    return [row for row in rows if row.page in chosen]
