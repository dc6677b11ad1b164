"""What is stored of a day: the state of each knowledge base, once."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.factories import FaqPageFactory, KnowledgeBaseFactory, UserFactory
from vraagbaak.models import FaqPage, ReviewTask
from vraagbaak.review.history.actions import store_day
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.reviews.status_counts import Share, StatusCounts, shares_in_order

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def add_page(base: Any, **columns: Any) -> FaqPage:
    """A published page that is in order, reviewed today, unless `columns` say otherwise."""
    page = FaqPageFactory(parent=base)
    FaqPage.objects.filter(pk=page.pk).update(
        **{"review_on": TODAY + 100 * DAY, "reviewed_on": TODAY, **columns}
    )
    return page


def open_task(page: FaqPage) -> None:
    review = Review.objects.create(
        page=page,
        question=page.title,
        knowledge_base=page.knowledge_base,
        due_on=TODAY,
        done_at=datetime(2026, 11, 1, tzinfo=UTC),
        outcome=Outcome.TO_BE_CHANGED,
    )
    ReviewTask.objects.create(review=review, page=page, due_on=TODAY)


def stored() -> dict[str, dict[str, int]]:
    names = asdict(StatusCounts())
    return {day.title: {name: getattr(day, name) for name in names} for day in ReviewDay.objects.all()}


def test_a_day_holds_the_state_of_each_knowledge_base(base: Any, home: Any, editor: Any) -> None:
    add_page(base, owner_person=editor)
    add_page(base, owner_person=editor, review_on=TODAY + DAY)
    add_page(base, owner_person=editor, review_on=TODAY)
    open_task(add_page(base, owner_person=editor))
    open_task(add_page(base, owner_person=editor, review_on=TODAY - DAY))
    add_page(base, owner_person=editor, live=False, review_on=TODAY)
    add_page(base, owner_person=UserFactory(is_active=False))
    KnowledgeBaseFactory(parent=home, title="Leeg")

    assert store_day(today=TODAY) == 2
    assert stored() == {
        base.title: {
            "pages": 6,
            "in_order": 3,
            "due": 2,
            "to_be_changed": 1,
            "without_owner": 1,
            "age_days": 0,
        },
        "Leeg": asdict(StatusCounts()),
    }
    assert {day.day for day in ReviewDay.objects.all()} == {TODAY}


def test_the_age_counts_from_the_review_else_from_the_publication(base: Any) -> None:
    add_page(base, reviewed_on=TODAY - 10 * DAY)
    # Half past eleven at night in London is the next day in Amsterdam.
    published = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    add_page(base, reviewed_on=None, first_published_at=published)
    add_page(base, reviewed_on=None, first_published_at=None)
    add_page(base, reviewed_on=TODAY + DAY)

    store_day(today=TODAY)

    assert ReviewDay.objects.get().age_days == 10 + 2


def test_what_was_stored_is_never_changed(base: Any, home: Any) -> None:
    store_day(today=TODAY)
    add_page(base)
    KnowledgeBaseFactory(parent=home, title="Nieuw")

    assert [store_day(today=TODAY), store_day(today=TODAY)] == [1, 0]
    assert {title: state["pages"] for title, state in stored().items()} == {base.title: 0, "Nieuw": 0}


def test_missed_days_stay_a_gap(base: Any) -> None:
    for day in (TODAY, TODAY + 7 * DAY):
        store_day(today=day)

    assert list(ReviewDay.objects.values_list("day", flat=True)) == [TODAY, TODAY + 7 * DAY]


@pytest.mark.parametrize(("bases", "pages"), [(1, 1), (3, 4)])
def test_a_day_costs_the_same_however_much_there_is(
    home: Any, site: Any, django_assert_num_queries: Any, bases: int, pages: int
) -> None:
    for _base in range(bases):
        parent = KnowledgeBaseFactory(parent=home)
        for _page in range(pages):
            add_page(parent)

    # The knowledge bases, their two counts, and the rows.
    with django_assert_num_queries(4):
        store_day(today=TODAY)


def test_shares_are_those_of_now_in_one_query(
    base: Any, agents_base: Any, django_assert_num_queries: Any
) -> None:
    add_page(base)
    add_page(base, review_on=TODAY)

    with django_assert_num_queries(1):
        shares = shares_in_order(bases=[base, agents_base], today=TODAY)

    assert shares == {base.pk: Share(2, 1), agents_base.pk: Share(0, 0)}
