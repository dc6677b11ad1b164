"""The report on reviews over time: from what was stored then, for who may see it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission

from tests.factories import FaqPageFactory, KnowledgeBaseFactory, UserFactory
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.history.months import Month
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review

REPORT = "reviewhistory:report"


def store(base: Any, day: date, *, pages: int, in_order: int, age: int = 0) -> ReviewDay:
    counts = {"pages": pages, "in_order": in_order, "due": pages - in_order, "age_days": age}
    return ReviewDay.objects.create(
        knowledge_base=base, title=base.title, day=day, to_be_changed=0, without_owner=0, **counts
    )


def review(base: Any, done_at: datetime, outcome: Outcome = Outcome.STILL_CORRECT, **kwargs: Any) -> Review:
    return Review.objects.create(
        knowledge_base=base,
        question="Wat kost een paspoort?",
        due_on=done_at.date(),
        done_at=done_at,
        outcome=outcome,
        **kwargs,
    )


@pytest.fixture
def as_editor(client: Client, editor: Any, base: Any) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def autumn(base: Any) -> None:
    store(base, date(2026, 9, 30), pages=10, in_order=5, age=1000)
    store(base, date(2026, 11, 17), pages=20, in_order=1)
    store(base, date(2026, 11, 18), pages=20, in_order=19, age=400)
    review(base, datetime(2026, 11, 2, 9, tzinfo=UTC))
    review(base, datetime(2026, 11, 3, 9, tzinfo=UTC), Outcome.CHANGED)
    review(base, datetime(2026, 10, 3, 9, tzinfo=UTC), Outcome.RETIRED)


def months(client: Client, **parameters: str) -> list[Month]:
    response = client.get(reverse(REPORT), parameters)
    assert response.status_code == 200
    listed: list[Month] = response.context["object_list"]
    return listed


def figures(client: Client, **parameters: str) -> list[tuple[Any, ...]]:
    return [
        (month.name, month.published, month.share, month.average_age, dict(month.reviewed))
        for month in months(client, **parameters)
    ]


@pytest.mark.usefixtures("autumn")
def test_a_month_shows_its_last_stored_day_and_what_was_reviewed_in_it(as_editor: Client) -> None:
    assert figures(as_editor) == [
        ("2026-11", 20, 95.0, 20, {"still_correct": 1, "changed": 1}),
        ("2026-10", None, None, None, {"retired": 1}),
        ("2026-09", 10, 50.0, 100, {}),
    ]


def test_knowledge_bases_are_added_up_each_by_its_own_last_day(
    as_editor: Client, base: Any, portal_base: Any
) -> None:
    store(base, date(2026, 11, 18), pages=10, in_order=10, age=10)
    store(portal_base, date(2026, 11, 3), pages=30, in_order=10, age=90)

    assert figures(as_editor) == [("2026-11", 40, 50.0, 2, {})]
    assert figures(as_editor, knowledge_base=str(base.pk)) == [("2026-11", 10, 100.0, 1, {})]


@pytest.mark.usefixtures("autumn")
def test_a_period_ends_with_its_last_day(as_editor: Client, base: Any) -> None:
    review(base, datetime(2026, 11, 17, 22, 59, tzinfo=UTC), Outcome.RETIRED)
    review(base, datetime(2026, 11, 17, 23, 1, tzinfo=UTC), Outcome.RETIRED)

    assert figures(as_editor, day_from="2026-11-03", day_to="2026-11-17") == [
        ("2026-11", 20, 5.0, 0, {"changed": 1, "retired": 1})
    ]


def test_a_review_belongs_to_the_month_in_which_it_was_here(as_editor: Client, base: Any) -> None:
    review(base, datetime(2026, 10, 31, 23, 30, tzinfo=UTC))

    assert [month.name for month in months(as_editor)] == ["2026-11"]


def test_a_review_that_was_taken_back_does_not_count(as_editor: Client, base: Any) -> None:
    done_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    review(base, done_at)
    review(base, done_at, undone_at=done_at)

    assert [month.reviews for month in months(as_editor)] == [1]


@pytest.mark.usefixtures("autumn")
def test_what_happens_to_pages_later_changes_nothing_of_the_past(
    as_editor: Client, base: Any, portal_base: Any
) -> None:
    page = FaqPageFactory(parent=base)
    review(base, datetime(2026, 11, 4, 9, tzinfo=UTC), page=page)
    before = figures(as_editor, knowledge_base=str(base.pk))

    page.move(portal_base, pos="last-child")
    moved = figures(as_editor, knowledge_base=str(base.pk))
    page.delete()

    assert before[0][-1] == {"still_correct": 2, "changed": 1}
    assert [moved, figures(as_editor, knowledge_base=str(base.pk))] == [before, before]


def test_a_deleted_knowledge_base_stays_in_the_past_for_who_sees_all(
    as_editor: Client, admin_user: Any, home: Any
) -> None:
    for title in ("Eerste", "Tweede"):
        gone = KnowledgeBaseFactory(parent=home, title=title)
        store(gone, date(2026, 11, 17), pages=10, in_order=5)
        store(gone, date(2026, 11, 18), pages=10, in_order=10)
        gone.delete()
    for_editor = figures(as_editor)
    as_editor.force_login(admin_user)

    assert (for_editor, figures(as_editor)) == ([], [("2026-11", 20, 100.0, 0, {})])


def test_who_works_on_one_knowledge_base_sees_that_one(
    client: Client, base: Any, portal_base: Any, agents_base: Any
) -> None:
    group = Group.objects.create(name="Ledenredactie")
    may_change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=portal_base, permission=may_change)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(UserFactory(group="Ledenredactie"))
    for number, each in enumerate((base, portal_base, agents_base), start=1):
        store(each, date(2026, 11, 18), pages=10**number, in_order=0)
        review(each, datetime(2026, 11, 18, 9, tzinfo=UTC))

    response = client.get(reverse(REPORT), {"knowledge_base": base.pk})
    own = [(month.pages, month.reviews) for month in response.context["object_list"]]

    assert own == [(100, 1)]
    assert list(response.context["filters"].form.fields["knowledge_base"].queryset) == [portal_base]


def test_a_target_is_drawn_when_it_is_that_of_all(as_editor: Client, base: Any, portal_base: Any) -> None:
    def target(**parameters: str) -> Any:
        return as_editor.get(reverse(REPORT), parameters).context["share_chart"].target

    store(base, date(2026, 11, 18), pages=10, in_order=5)
    same = target()
    portal_base.target_share = 80
    portal_base.save()

    assert (same, target(), target(knowledge_base=str(base.pk))) == (95, None, 95)


@pytest.mark.usefixtures("autumn")
def test_the_pictures_hold_what_was_stored(as_editor: Client) -> None:
    content = as_editor.get(reverse(REPORT)).content.decode()

    assert content.count('role="img"') == 2
    assert content.count('<circle class="chart__point') == 2 + 1
    assert 'class="chart__target" x1="11.00%"' in content


@pytest.mark.usefixtures("autumn")
def test_the_report_becomes_a_spreadsheet(as_editor: Client) -> None:
    csv = as_editor.get(reverse(REPORT), {"export": "csv"})
    xlsx = as_editor.get(reverse(REPORT), {"export": "xlsx"})

    rows = b"".join(csv.streaming_content).decode().splitlines()
    sheet = load_workbook(BytesIO(b"".join(xlsx.streaming_content))).active
    assert rows[1:] == [
        "2026-11,20,95.0,20,2,1,1,0,0",
        "2026-10,,,,1,0,0,0,1",
        "2026-09,10,50.0,100,0,0,0,0,0",
    ]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)] == [
        ["2026-11", 20, 95, 20, 2, 1, 1, 0, 0],
        ["2026-10", None, None, None, 1, 0, 0, 0, 1],
    ]


def test_an_empty_report_says_so(as_editor: Client) -> None:
    response = as_editor.get(reverse(REPORT))

    assert (response.status_code, list(response.context["object_list"])) == (200, [])
    assert 'role="img"' not in response.content.decode()


def test_the_report_costs_the_same_with_little_and_with_much(as_editor: Client, base: Any, home: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            months(as_editor)
        return len(queries)

    day = date(2024, 1, 31)
    store(base, day, pages=10, in_order=5)
    review(base, datetime(2024, 1, 31, 9, tzinfo=UTC))
    cost()
    with_little = cost()
    for _base in range(3):
        other = KnowledgeBaseFactory(parent=home)
        for number in range(20):
            store(other, day + timedelta(days=31 * number), pages=10, in_order=5)
            review(other, datetime(2024, 1, 31, 9, tzinfo=UTC) + timedelta(days=31 * number))
            FaqPageFactory(parent=other)

    assert cost() == with_little


def test_an_agent_is_sent_away(client: Client, agent: Any) -> None:
    client.force_login(agent)

    response = client.get(reverse(REPORT))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


def test_a_stranger_must_log_in(client: Client, site: Any) -> None:
    response = client.get(reverse(REPORT))

    assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_the_report_stands_in_the_menu(admin_client: Client, site: Any) -> None:
    assert reverse(REPORT) in admin_client.get(reverse("wagtailadmin_home")).content.decode()
