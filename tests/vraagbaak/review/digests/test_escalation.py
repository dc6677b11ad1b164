"""What stays overdue goes to who manages the knowledge base; what was unpublished for it, to the owner."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import FaqPageFactory, UserFactory
from tests.vraagbaak.review.digests.many import add_many
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import DigestPage, FaqPage
from vraagbaak.review.digests.actions import choose_day
from vraagbaak.review.digests.choices import DigestDay, DigestReason

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def told(user: Any) -> list[tuple[str, str]]:
    rows = DigestPage.objects.filter(digest__user=user).order_by("digest__day", "page__title", "reason")
    return list(rows.values_list("page__title", "reason"))


@pytest.fixture
def boss(base: Any) -> Any:
    base.manager = UserFactory(group=GroupName.MODERATORS)
    base.escalate_after_days = 10
    base.save()
    return base.manager


@pytest.mark.parametrize(("days", "planned"), [(9, 0), (10, 1), (11, 1)])
def test_manager_is_told_after_the_days_of_the_knowledge_base(
    base: Any, boss: Any, editor: Any, plan: Any, days: int, planned: int
) -> None:
    choose_day(user=editor, day=DigestDay.NEVER)
    FaqPageFactory(parent=base, title="Oud", review_on=TODAY - days * DAY, owner_person=editor)

    plan(TODAY)

    assert told(boss) == [("Oud", DigestReason.ESCALATED)] * planned
    assert told(editor) == []


@pytest.mark.parametrize("day", [DigestDay.NEVER, DigestDay.MONDAY])
def test_manager_is_told_whatever_the_own_preference(
    base: Any, boss: Any, editor: Any, plan: Any, day: DigestDay
) -> None:
    choose_day(user=boss, day=day)
    FaqPageFactory(parent=base, title="Oud", review_on=TODAY - 20 * DAY, owner_person=editor)
    FaqPageFactory(parent=base, title="Van mij", review_on=TODAY, owner_person=boss)

    plan(TODAY)

    assert told(boss) == [("Oud", DigestReason.ESCALATED)]


@pytest.mark.parametrize("gone", ["none", "left", "without address"])
def test_without_a_manager_all_managers_are_told(base: Any, editor: Any, plan: Any, gone: str) -> None:
    if gone != "none":
        active, email = gone != "left", "" if gone == "without address" else "weg@zonneveld.example"
        base.manager = UserFactory(is_active=active, email=email)
        base.save()
    first, second = UserFactory(group=GroupName.MANAGERS), UserFactory(group=GroupName.MANAGERS)
    page = FaqPageFactory(parent=base, title="Oud", review_on=TODAY - 20 * DAY, owner_person=editor)

    assert plan(TODAY) == 3
    assert (told(first), told(second)) == ([("Oud", DigestReason.ESCALATED)],) * 2
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY)
    assert plan(TODAY + 14 * DAY) == 3
    assert plan(TODAY + 15 * DAY) == 0


def test_other_managers_are_not_told_when_there_is_one(
    base: Any, boss: Any, manager: Any, editor: Any, plan: Any
) -> None:
    FaqPageFactory(parent=base, title="Oud", review_on=TODAY - 20 * DAY, owner_person=editor)

    plan(TODAY)

    assert told(manager) == []


def test_many_that_stay_overdue_do_not_keep_out_what_the_manager_owns(
    base: Any, boss: Any, editor: Any, plan: Any
) -> None:
    FaqPageFactory(parent=base, title="Van mij", review_on=TODAY, owner_person=boss)
    add_many(base=base, number=100, first=2, review_on=TODAY - 90 * DAY, owner_person=editor, views=500)

    plan(TODAY)

    reasons = [reason for _title, reason in told(boss)]
    assert (len(reasons), reasons.count(DigestReason.OWNED)) == (20, 1)


def test_page_that_is_both_owned_and_escalated_counts_once(base: Any, boss: Any, plan: Any) -> None:
    add_many(base=base, number=25, review_on=TODAY - 20 * DAY, owner_person=boss)

    plan(TODAY)

    rows = DigestPage.objects.filter(digest__user=boss)
    assert (rows.count(), rows.values("page").distinct().count()) == (40, 20)


def test_owner_is_told_of_what_the_policy_unpublished(
    base: Any, editor: Any, plan: Any, time_machine: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Weg", review_on=TODAY - 40 * DAY, owner_person=editor)
    plan(TODAY - 40 * DAY)
    time_machine.move_to(f"{TODAY}T05:00:00Z")
    page.unpublish(log_action="vraagbaak.review.unpublish")

    assert [plan(TODAY), plan(TODAY + DAY)] == [1, 0]
    assert told(editor) == [("Weg", DigestReason.OWNED), ("Weg", DigestReason.UNPUBLISHED)]


def test_page_that_was_unpublished_by_hand_is_not_mailed(base: Any, editor: Any, plan: Any) -> None:
    page = FaqPageFactory(parent=base, review_on=TODAY - DAY, owner_person=editor)
    page.unpublish()

    assert plan(TODAY) == 0


def test_earlier_policy_does_not_explain_a_later_absence(
    base: Any, editor: Any, plan: Any, time_machine: Any
) -> None:
    page = FaqPageFactory(parent=base, review_on=TODAY - 400 * DAY, owner_person=editor)
    time_machine.move_to(f"{TODAY - 300 * DAY}T05:00:00Z")
    page.unpublish(log_action="vraagbaak.review.unpublish")
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY - DAY)

    assert plan(TODAY) == 0
