"""Makes every page due for review, and measures what the reviews cost: the daily work and the screens of an editor."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import User

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.inside.settings_without_manifest"

import django

from bench.inside import leave, parser_of
from bench.memory import peak_mb, reset_peak

OWNERS = 20
MAX_OVERDUE_DAYS = 100
BATCH = 2_000


class Editor:
    """Somebody with all permissions, who uses the screens of the admin."""

    def __init__(self, user: "User") -> None:
        from django.test import Client

        self.user = user
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user)

    def open(self, name: str, **parameters: str) -> int:
        """The size of the response; SystemExit if it is an error."""
        from django.urls import reverse

        response: Any = self.client.get(reverse(name), parameters)
        if response.status_code != 200:
            raise SystemExit(f"{name} answered {response.status_code}")
        pieces = response.streaming_content if response.streaming else [response.content]
        return sum(len(piece) for piece in pieces)

    def see_panel(self) -> int:
        from django.test import RequestFactory

        from vraagbaak.review.reviews.panels import ReviewSummaryPanel

        request = RequestFactory(headers={"host": "localhost"}).get("/")
        request.user = self.user
        return len(ReviewSummaryPanel(request).render_html({"request": request}))


def make_all_due(now: datetime) -> Any:
    """Spreads the pages over some owners and a hundred days, with views today; returns the first owner."""
    from django.contrib.auth import get_user_model
    from django.db.models.functions import Mod
    from django.utils import timezone

    from vraagbaak.models import FaqPage, ViewDay

    today = timezone.localdate(now)
    users = get_user_model().objects
    owners = [
        users.create_superuser(f"owner{number}", f"owner{number}@zonneveld.example")
        for number in range(OWNERS)
    ]
    pages = FaqPage.objects.annotate(rest=Mod("pk", MAX_OVERDUE_DAYS))
    for rest in range(MAX_OVERDUE_DAYS):
        due = {"review_on": today - timedelta(days=rest), "owner_person": owners[rest % OWNERS]}
        pages.filter(rest=rest).update(**due)
    keys = FaqPage.objects.values_list("pk", flat=True).iterator(chunk_size=BATCH)
    ViewDay.objects.bulk_create(
        (ViewDay(page_id=key, day=today, views=1 + key % 100) for key in keys), batch_size=BATCH
    )
    return owners[0]


def measure(work: Callable[[], Any]) -> dict[str, float]:
    """Seconds, number of queries, and peak memory of the process during the call, in MB."""
    from django.db import connection

    queries = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    reset_peak()
    with connection.execute_wrapper(count):
        began = time.perf_counter()
        work()
        seconds = time.perf_counter() - began
    return {"seconds": seconds, "queries": queries, "peak": peak_mb(os.getpid())}


def run_to_its_end(now: datetime) -> None:
    from vraagbaak.review.daily.actions import run_day

    if not run_day(now=now):
        raise SystemExit("The daily work was not finished; its log says why.")


def main() -> None:
    arguments = parser_of(__doc__).parse_args()
    django.setup()
    from django.utils import timezone

    now = timezone.localtime().replace(hour=10)
    editor = Editor(make_all_due(now))
    editor.open("reviews:report", p="2")
    parts: dict[str, Callable[[], Any]] = {
        "daily work, everything due": lambda: run_to_its_end(now),
        "daily work, nothing new": lambda: run_to_its_end(now + timedelta(days=1)),
        "review report, first page": lambda: editor.open("reviews:report"),
        "review report, as a spreadsheet": lambda: editor.open("reviews:report", export="csv"),
        "panel on the front page": editor.see_panel,
        "reviews over time": lambda: editor.open("reviewhistory:report"),
    }
    leave(arguments.result, {name: measure(work) for name, work in parts.items()})


if __name__ == "__main__":
    main()
