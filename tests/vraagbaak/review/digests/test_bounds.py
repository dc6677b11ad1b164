"""What planning and sending cost: the same whatever the number of pages and persons in a batch."""

import tracemalloc
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory
from tests.vraagbaak.review.digests.many import add_many
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import Digest, DigestPage, FaqPage
from vraagbaak.review.digests.emails import digest_email

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_queued")]
TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def own(base: Any, *, persons: int, pages: int) -> None:
    """Each person owns so many pages that are due; half of them are managers of all knowledge bases too."""
    for number in range(persons):
        user = UserFactory(group=GroupName.MANAGERS if number % 2 else GroupName.EDITORS)
        first = 1 + number * pages
        add_many(base=base, number=pages, first=first, review_on=TODAY - 30 * DAY, owner_person=user)


@pytest.mark.parametrize(("persons", "pages"), [(1, 3), (1, 30), (5, 3), (5, 30)])
def test_planning_asks_as_much_for_few_as_for_many(base: Any, plan: Any, persons: int, pages: int) -> None:
    own(base, persons=persons, pages=pages)

    with CaptureQueriesContext(connection) as asked:
        planned = plan(TODAY)

    queries = [query["sql"] for query in asked if "django_tasks" not in query["sql"]]
    tasks = [query["sql"] for query in asked if 'INSERT INTO "django_tasks' in query["sql"]]
    assert (planned, len(queries), len(tasks)) == (persons, 13, persons)


@pytest.mark.parametrize("pages", [1, 3, 30])
def test_mail_asks_as_much_for_few_as_for_many(base: Any, plan: Any, pages: int) -> None:
    own(base, persons=1, pages=pages)
    plan(TODAY)
    digest = Digest.objects.select_related("user").get()

    with CaptureQueriesContext(connection) as asked:
        digest_email(digest, today=TODAY)

    assert len(asked) == 11


def test_two_thousand_pages_of_one_day_are_not_read_into_memory(base: Any, editor: Any, plan: Any) -> None:
    add_many(base=base, number=2000, review_on=TODAY - 30 * DAY, owner_person=editor)

    tracemalloc.start()
    plan(TODAY)
    digest_email(Digest.objects.get(), today=TODAY)
    _left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (FaqPage.objects.due(TODAY).count(), DigestPage.objects.count()) == (2000, 20)
    assert peak < 5_000_000
