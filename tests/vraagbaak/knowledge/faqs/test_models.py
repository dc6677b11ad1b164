"""A page knows its place, and always has an owner and a review date (rule 1)."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tests.factories import FaqPageFactory, KnowledgeBaseFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage, RelatedFaq


def test_page_knows_its_knowledge_base_and_topic(base: Any, topic: Any) -> None:
    below_topic, below_base = FaqPageFactory(parent=topic), FaqPageFactory(parent=base)
    assert (below_topic.knowledge_base, below_topic.topic) == (base, topic)
    assert (below_base.knowledge_base, below_base.topic) == (base, None)


def test_pages_of_a_moved_topic_follow_it(base: Any, home: Any, topic: Any) -> None:
    page = FaqPageFactory(parent=topic)
    other = KnowledgeBaseFactory(parent=home)
    topic.move(other, pos="last-child")
    assert FaqPage.objects.get(pk=page.pk).knowledge_base == other


@time_machine.travel(date(2026, 11, 18), tick=False)
def test_review_date_follows_from_the_knowledge_base(base: Any) -> None:
    base.review_interval = 90
    base.save()
    assert FaqPageFactory(parent=base).review_on == date(2026, 11, 18) + timedelta(days=90)


def test_own_interval_counts_from_the_last_review(base: Any) -> None:
    page = FaqPageFactory(parent=base, reviewed_on=date(2026, 1, 1), review_interval=30)
    assert page.review_on == date(2026, 1, 31)


def test_owner_is_the_one_of_the_knowledge_base_unless_chosen(base: Any) -> None:
    base.default_owner_person = UserFactory()
    base.save()
    chosen = UserFactory()
    assert FaqPageFactory(parent=base).owner_person == base.default_owner_person
    assert FaqPageFactory(parent=base, owner_person=chosen).owner_person == chosen


def test_owner_is_who_made_the_page_when_the_knowledge_base_has_none(base: Any) -> None:
    maker = UserFactory()
    assert FaqPageFactory(parent=base, owner=maker).owner_person == maker


@pytest.mark.parametrize("days", [0, 3651])
def test_interval_out_of_range_is_refused(base: Any, days: int) -> None:
    with pytest.raises(ValidationError):
        FaqPageFactory(parent=base, review_interval=days)


def test_changing_a_live_page_changes_nothing_for_the_public_until_it_is_published(base: Any) -> None:
    page = FaqPageFactory(parent=base, title="Oud?")
    page.title = "Nieuw?"
    revision = page.save_revision()
    assert FaqPage.objects.get(pk=page.pk).question == "Oud?"
    revision.publish()
    assert FaqPage.objects.get(pk=page.pk).question == "Nieuw?"


def test_related_pages_leave_out_what_the_reader_may_not_see(
    base: Any, agents_base: Any, stranger: Any
) -> None:
    public, secret = FaqPageFactory(parent=base), FaqPageFactory(parent=agents_base)
    page = FaqPageFactory(parent=base)
    page.related_faqs = [RelatedFaq(related=secret, sort_order=0), RelatedFaq(related=public, sort_order=1)]
    page.save()
    assert list(page.related_to(stranger)) == [public]


def test_owner_is_the_managers_when_nobody_else_can_be(base: Any) -> None:
    assert FaqPageFactory(parent=base).owner_group.name == GroupName.MANAGERS


def test_owner_who_is_deleted_is_replaced_when_the_page_is_saved(base: Any) -> None:
    page = FaqPageFactory(parent=base, owner_person=UserFactory())
    page.owner_person.delete()
    page = FaqPage.objects.get(pk=page.pk)
    page.save()
    assert page.owner_group.name == GroupName.MANAGERS
