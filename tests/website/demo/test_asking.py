"""The loop's figures in the demo come from stored events: replayed here, and recomputed by hand."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from servicedesk.deflection.figures import COUNTS
from servicedesk.deflection.models import AskRun
from servicedesk.models import Office, SubjectField, UsedSource
from tests.servicedesk.deflection import replay
from website.demo.actions import load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.long]
REPORT = "deflection:report"


@pytest.fixture
def admin(client: Client, tmp_path: Path, settings: Any) -> Client:
    """At the report, after the demo was loaded; what it loads is not indexed, since nothing is searched here."""
    backend = {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend}
    load_demo(accounts_file=tmp_path / "accounts.txt", port=8000)
    client.force_login(get_user_model().objects.get(username="admin"))
    return client


def exported_runs(client: Client, chosen: dict[str, str]) -> list[replay.Run]:
    response = client.get(reverse("deflection:events", args=["csv"]), chosen)
    return replay.settled_runs(rows_of(response), now=timezone.now())


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(b"".join(response.streaming_content).decode().splitlines()))


def numbers(figures: Any) -> tuple[int, ...]:
    return tuple(getattr(figures, name) for name in COUNTS)


def exported_pages(client: Client, chosen: dict[str, str]) -> list[tuple[int, ...]]:
    rows = rows_of(client.get(reverse(REPORT), {**chosen, "export": "csv"}))
    return sorted(tuple(int(cell) for cell in list(row.values())[2:7]) for row in rows)


def test_the_figures_of_the_demo_are_those_of_its_events(admin: Client) -> None:
    offices = [{"office": str(office.pk)} for office in Office.objects.order_by("pk")]
    for chosen in ({}, *offices):
        runs, context = exported_runs(admin, chosen), admin.get(reverse(REPORT), chosen).context
        weeks = {week.first_day: numbers(week) for week in context["periods"] if any(numbers(week))}

        assert numbers(context["total"]) == replay.count(runs)
        assert {base.title: numbers(base) for base in context["bases"]} == replay.per_base(runs)
        assert weeks == replay.over_time(runs, replay.monday)
        assert exported_pages(admin, chosen) == sorted(replay.per_page(runs).values())
        assert 40 < context["total"].share < 95

    assert set(AskRun.objects.values_list("outcome", flat=True)) >= {"answered", "asked", "left"}
    assert AskRun.objects.exclude(followed_at=None).count() > 3
    assert AskRun.objects.count() > 300
    assert SubjectField.objects.count() == 4
    assert UsedSource.objects.exclude(page=None).count() == 12
