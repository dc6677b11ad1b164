"""Pages whose owner leaves: each published page always has an owner (rule 1)."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.ownership import is_active
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet


@transaction.atomic
def hand_over_from_person(*, user: Any) -> int:
    """The pages of somebody who leaves go to their group, else to who keeps their knowledge base; how many."""
    return hand_over(pages=FaqPage.objects.filter(owner_person=user), leaver=user)


@transaction.atomic
def hand_over_from_group(*, group: Group) -> int:
    """The pages of a group that will be gone, where no person is the owner; gives how many."""
    return give(pages=FaqPage.objects.filter(owner_person=None, owner_group=group), leaver=group)


@transaction.atomic
def hand_over_leavers() -> int:
    """Finds what was missed when an account was closed by other ways than the product's screens."""
    gone = hand_over(pages=FaqPage.objects.filter(owner_person__is_active=False), leaver=None)
    return gone + give(pages=FaqPage.objects.filter(owner_person=None, owner_group=None), leaver=None)


def hand_over(*, pages: FaqPageQuerySet, leaver: Any) -> int:
    number = give(pages=pages.filter(owner_group=None), leaver=leaver)
    return int(number + pages.exclude(owner_group=None).update(owner_person=None))


def give(*, pages: FaqPageQuerySet, leaver: Any) -> int:
    """A fixed number of statements for each knowledge base, whatever the number of pages."""
    keys = list(pages.order_by().values_list("knowledge_base", flat=True).distinct())
    bases = KnowledgeBase.objects.in_bulk([key for key in keys if key])
    return sum(give_in(pages.filter(knowledge_base=key), bases.get(key), leaver) for key in keys)


def give_in(pages: FaqPageQuerySet, base: KnowledgeBase | None, leaver: Any) -> int:
    person, group = successor(base, leaver=leaver)
    number: int = pages.update(owner_person=person, owner_group=group)
    if base:
        data = {"number": number, "to": str(person or group)}
        log(instance=base, action="vraagbaak.review.hand_over", data=data)
    return number


def successor(base: KnowledgeBase | None, *, leaver: Any) -> tuple[Any, Group | None]:
    """Person and group, of which one is set: the knowledge base's manager, its default owners, all managers."""
    if base:
        staying = [
            person
            for person in (base.manager, base.default_owner_person)
            if is_active(person) and person != leaver
        ]
        if staying:
            return staying[0], None
        if base.default_owner_group and base.default_owner_group != leaver:
            return None, base.default_owner_group
    return None, Group.objects.get_or_create(name=GroupName.MANAGERS)[0]
