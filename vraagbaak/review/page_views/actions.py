"""Counts how often pages are read. Nothing here identifies readers."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.page_views.models import ViewDay

COUNTED_DAYS = 90
"""The views of a page are those of this many days, up to and including today."""
BATCH = 2_000
COUNT_VIEW = """
    INSERT INTO vraagbaak_viewday (page_id, day, views) VALUES (%s, %s, 1)
    ON CONFLICT (page_id, day) DO UPDATE SET views = vraagbaak_viewday.views + 1
"""


def count_view(*, page: FaqPage, day: date) -> None:
    """Counts one view of `page`, in one statement, so correctly also when many processes count at once.

    Raises DatabaseError when the database is busy or the page is gone; callers should continue without the count.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT_VIEW, [page.pk, connection.ops.adapt_datefield_value(day)])


def refresh_views(*, today: date) -> int:
    """Sets the views of all pages to the sum of their last days; gives how many pages changed.

    Each batch is a statement of its own, so that writes by visitors never wait for the whole.
    """
    counted = Q(day__gte=first_counted_day(today), day__lte=today)
    days = ViewDay.objects.filter(counted, page=OuterRef("pk"))
    total = days.order_by().values("page").annotate(total=Sum("views")).values("total")
    recent = Coalesce(Subquery(total), 0, output_field=IntegerField())
    return sum(
        FaqPage.objects.filter(part).annotate(recent=recent).exclude(views=F("recent")).update(views=recent)
        for part in batches()
    )


def first_counted_day(today: date) -> date:
    return today - timedelta(days=COUNTED_DAYS - 1)


def batches() -> Iterator[Q]:
    """Conditions that split all pages into ranges of keys, without loading the keys."""
    last, keys = 0, FaqPage.objects.order_by("pk").values_list("pk", flat=True)
    while (end := keys.filter(pk__gt=last)[BATCH - 1 : BATCH].first()) is not None:
        yield Q(pk__gt=last, pk__lte=end)
        last = end
    yield Q(pk__gt=last)


def forget_views(*, before: date) -> int:
    """Removes the counts of the days before `before`; gives the number of rows."""
    removed, _per_model = ViewDay.objects.filter(day__lt=before).delete()
    return removed
