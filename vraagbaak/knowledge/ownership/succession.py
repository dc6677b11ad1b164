"""Who takes over pages when their owner leaves: each published page always has an owner (rule 1)."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.ownership import is_active
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet


@transaction.atomic
def hand_over_from_person(*, user: User) -> int:
    """The pages of somebody who leaves go to their group, else to a successor; gives how many."""
    return hand_over(pages=FaqPage.objects.filter(owner_person=user), leaver=user)


@transaction.atomic
def hand_over_from_group(*, group: Group) -> int:
    """The pages of a group that is being deleted, where no person is the owner; gives how many."""
    return give_to_successors(
        pages=FaqPage.objects.filter(owner_person=None, owner_group=group), leaver=group
    )


@transaction.atomic
def hand_over_from_former_owners() -> int:
    """Finds what was missed when an account was closed outside the product's screens; gives how many pages."""
    gone = hand_over(pages=FaqPage.objects.filter(owner_person__is_active=False), leaver=None)
    return gone + give_to_successors(
        pages=FaqPage.objects.filter(owner_person=None, owner_group=None), leaver=None
    )


def hand_over(*, pages: FaqPageQuerySet, leaver: Any) -> int:
    number = give_to_successors(pages=pages.filter(owner_group=None), leaver=leaver)
    return int(number + pages.exclude(owner_group=None).update(owner_person=None))


def give_to_successors(*, pages: FaqPageQuerySet, leaver: Any) -> int:
    """In a fixed number of queries for each knowledge base, whatever the number of pages."""
    keys = list(pages.order_by().values_list("knowledge_base", flat=True).distinct())
    bases = KnowledgeBase.objects.in_bulk([key for key in keys if key])
    return sum(give_to_successor_in(pages.filter(knowledge_base=key), bases.get(key), leaver) for key in keys)


def give_to_successor_in(pages: FaqPageQuerySet, base: KnowledgeBase | None, leaver: Any) -> int:
    person, group = successor(base, leaver=leaver)
    number: int = pages.update(owner_person=person, owner_group=group)
    if base:
        data = {"number": number, "to": str(person or group)}
        log(instance=base, action="vraagbaak.review.hand_over", data=data)
    return number


def successor(base: KnowledgeBase | None, *, leaver: Any) -> tuple[Any, Group | None]:
    """A person or a group: the knowledge base's manager, else its default owner, else all managers."""
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
