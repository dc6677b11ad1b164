"""Which pages belong in whose digest: new ones when it is planned, what is left of them when it is sent."""

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
    """What these persons were not told yet: the most urgent of each kind, no more than fit in a digest.

    Three queries, whatever the number of persons and pages.
    """
    of_person, of_group = owned_by(people, today)
    due = [of_person, shortlisted(of_group, people, today)]
    parts = [*due, *to_change_by(people, today), *escalated_to(people, today)]
    return [NewPage(*row) for row in together([most_urgent_new(part, today) for part in parts])]


def owned_by(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """Of the persons, and of their groups where the page has no person; each annotated with recipient and reason."""
    keys = [person.pk for person in people if person.wants_own]
    pages = due_or_unpublished(today).annotate(
        reason=Case(When(live=True, then=Value(DigestReason.OWNED)), default=Value(DigestReason.UNPUBLISHED))
    )
    return [part.filter(for_eyes_of(people), recipient__in=keys) for part in by_owner(pages)]


def to_change_by(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """What a review found to be wrong: its owner hears of the task when it is made, and again when it is due."""
    keys = [person.pk for person in people if person.wants_own]
    pages = FaqPage.objects.waiting_for_change(today).annotate(reason=Value(DigestReason.TASK))
    return [part.filter(for_eyes_of(people), recipient__in=keys) for part in by_owner(pages)]


def by_owner(pages: FaqPageQuerySet) -> list[FaqPageQuerySet]:
    """Annotated with the recipient: the person, and each member of the group where there is no person."""
    return [
        pages.annotate(recipient=F("owner_person")),
        pages.filter(owner_person=None).annotate(recipient=F("owner_group__user")),
    ]


def escalated_to(people: Sequence[Recipient], today: date) -> list[FaqPageQuerySet]:
    """In the knowledge bases of these managers. Where there is none who can be told, a page has no tie to the
    managers of all knowledge bases that a query could follow, so each of these in the batch makes a part."""
    pages = long_overdue(today).annotate(reason=Value(DigestReason.ESCALATED))
    unmanaged = pages.exclude(knowledge_base__manager__in=reachable())
    keys = [person.pk for person in people]
    parts = [pages.annotate(recipient=F("knowledge_base__manager")).filter(recipient__in=keys)]
    parts += [unmanaged.annotate(recipient=Value(person.pk)) for person in people if person.manages_all]
    return [part.filter(for_eyes_of(people)) for part in parts]


def due_or_unpublished(today: date) -> FaqPageQuerySet:
    """Pages that wait for their review, in public or since the knowledge base's policy took them away.

    The policy wrote that in the page's log, after the day on which the review became due.
    """
    entries = PageLogEntry.objects.filter(page=OuterRef("pk"), action=UNPUBLISHED_BY_POLICY)
    taken_away = Exists(entries.filter(timestamp__date__gte=OuterRef("review_on")))
    return FaqPage.objects.filter(review_on__lte=today).filter(Q(live=True) | taken_away)


def long_overdue(today: date) -> FaqPageQuerySet:
    """Overdue for as many days as the knowledge base says, or more."""
    different = KnowledgeBase.objects.order_by().values_list("escalate_after_days", flat=True).distinct()
    late = Q(pk__in=[])
    for days in different:
        late |= Q(knowledge_base__escalate_after_days=days, review_on__lte=today - timedelta(days=days))
    return FaqPage.objects.due(today).filter(late)


def for_eyes_of(people: Sequence[Recipient]) -> Q:
    """A page that its recipient may not see appears in no mail either (rule 5)."""
    seen = Q(pk__in=[])
    for audience, keys in keys_by_audience(people).items():
        seen |= Q(effective_audience__in=audience.visible, recipient__in=keys)
    return seen


def shortlisted(pages: FaqPageQuerySet, people: Sequence[Recipient], today: date) -> FaqPageQuerySet:
    """Without the pages of groups that are new in no digest, for others are more urgent, whatever a member was told.

    A page of a group is a row for each of its members, and a database takes long to put millions of these in order.
    """
    current = DigestPage.objects.filter(
        digest__user__in=[person.pk for person in people], due_on=F("page__review_on")
    )
    numbers = current.order_by().values("digest__user").annotate(number=Count("pk"))
    enough = MAX_NEW + (numbers.aggregate(most=Max("number"))["most"] or 0)
    ordered = due_or_unpublished(today).filter(owner_person=None).by_urgency(today)
    place = placed_within("owner_group", "effective_audience")
    short = ordered.annotate(place=place).filter(place__lte=enough).order_by()
    return pages.filter(pk__in=short.values("pk"))


def most_urgent_new(pages: FaqPageQuerySet, today: date) -> QuerySet[Any, Any]:
    told = brought_rows().filter(digest__user=OuterRef("recipient"))
    ordered = pages.filter(~Exists(told)).by_urgency(today)
    return as_rows(ordered.annotate(place=placed_within("recipient")).filter(place__lte=MAX_NEW))


def placed_within(*columns: str) -> Window:
    """The place of a page by urgency, from 1."""
    return Window(RowNumber(), partition_by=list(columns), order_by=[F("urgency").desc(), "review_on", "pk"])


def still_brought(*, digest: Digest, person: Recipient, today: date) -> list[NewPage]:
    """What of a digest is still as it was when it was planned: due since then, and the recipient's business."""
    brought = Exists(brought_rows().filter(digest=digest))
    parts = owned_by([person], today) + to_change_by([person], today) + escalated_to([person], today)
    return [NewPage(*row) for row in together([as_rows(part.filter(brought)) for part in parts])]


def brought_rows() -> QuerySet[DigestPage]:
    return DigestPage.objects.filter(
        page=OuterRef("pk"), due_on=OuterRef("review_on"), reason=OuterRef("reason")
    )


def as_rows(pages: FaqPageQuerySet) -> QuerySet[Any, Any]:
    return pages.order_by().values_list("recipient", "pk", "review_on", "reason")


def together(parts: Sequence[QuerySet[Any, Any]]) -> Iterable[Any]:
    first, *others = parts
    return first.union(*others, all=True)


def places_by_urgency(keys: Collection[int], today: date) -> dict[int, int]:
    """The place of each page, from 0; a page that was deleted has none."""
    ordered = FaqPage.objects.filter(pk__in=keys).by_urgency(today).values_list("pk", flat=True)
    return {key: place for place, key in enumerate(ordered)}


def in_one_digest(found: Iterable[NewPage], places: dict[int, int]) -> list[NewPage]:
    """The most urgent of a person's new pages, own and escalated in turn: many of one kind do not keep out the other.

    A page may stand there for two reasons, and counts once.
    """
    rows = [row for row in found if row.page in places]
    turns: dict[int, int] = {}
    for escalated in (False, True):
        keys = {row.page for row in rows if (row.reason == DigestReason.ESCALATED) == escalated}
        for turn, key in enumerate(sorted(keys, key=places.__getitem__)):
            turns[key] = min(turn, turns.get(key, turn))
    chosen = sorted(turns, key=lambda key: (turns[key], places[key]))[:MAX_NEW]
    return [row for row in rows if row.page in chosen]
