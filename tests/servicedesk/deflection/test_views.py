"""The report on what came of asking: for who, with what, and as which files."""

import json
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Site

from servicedesk.deflection.definition import DEFINITION
from tests import factories
from tests.factories import FaqPageFactory, OfficeFactory, TeamFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName

pytestmark = pytest.mark.django_db
REPORT = "deflection:report"


@pytest.fixture
def last_week(play: Callable[..., Any], faq: Any) -> Any:
    """One visitor was helped by the page, and one asked after reading it."""
    at = timezone.now() - timedelta(days=7)
    play(faq, visitor="a", at=at, opened=True, answered=True)
    play(faq, visitor="b", at=at, opened=True, asked=True)
    return at


@pytest.fixture
def elsewhere(home: Any, dutch: Any, play: Callable[..., Any]) -> Any:
    """An office of another organisation, with a run of its own."""
    root = home.get_parent()
    other_home = root.add_child(instance=factories.HomePageFactory.build(locale=dutch, slug="elders"))
    site = Site.objects.create(hostname="elders", root_page=other_home)
    office = OfficeFactory(site=site, name="Elders")
    faq = FaqPageFactory(parent=factories.KnowledgeBaseFactory(parent=other_home, title="Vragen elders"))
    play(faq, visitor="c", at=timezone.now() - timedelta(days=7), opened=True, asked=True, office=office)
    return office


def report(client: Client, user: Any, **parameters: str) -> Any:
    client.force_login(user)
    response = client.get(reverse(REPORT), parameters)
    assert response.status_code == 200
    return response


def titles(response: Any) -> list[str]:
    return [row["title"] for row in response.context["object_list"]]


def helped_and_asked(response: Any) -> tuple[int, int]:
    return response.context["total"].helped, response.context["total"].asked


def lines(response: Any) -> list[str]:
    return b"".join(response.streaming_content).decode().splitlines()


def may_explore(page: Any) -> Any:
    """Somebody with rights on the pages below one page."""
    group = Group.objects.create(name="Eigen redactie")
    may_change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=may_change)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return UserFactory(group=group.name)


@pytest.mark.usefixtures("last_week", "elsewhere")
class TestWhoSeesWhat:
    def test_a_manager_sees_all_offices(self, client: Client, manager: Any, faq: Any) -> None:
        response = report(client, manager)

        assert len(titles(response)) == 2
        assert helped_and_asked(response) == (1, 2)

    def test_an_agent_sees_the_own_office(self, client: Client, agent: Any, faq: Any, office: Any) -> None:
        response = report(client, agent)
        filters = response.context["filters"].form.fields

        assert (titles(response), helped_and_asked(response)) == ([faq.title], (1, 1))
        assert [list(filters[name].queryset) for name in ("office", "knowledge_base")] == [
            [office],
            [faq.knowledge_base],
        ]

    def test_an_agent_elsewhere_sees_the_other_one(self, client: Client, elsewhere: Any) -> None:
        user = UserFactory(group=GroupName.AGENTS)
        TeamFactory(office=elsewhere, members=[user])

        assert helped_and_asked(report(client, user)) == (0, 1)

    def test_an_editor_sees_the_readers_of_the_own_knowledge_base(
        self, client: Client, faq: Any, base: Any, portal_base: Any, play: Callable[..., Any], last_week: Any
    ) -> None:
        other = FaqPageFactory(parent=portal_base)
        play(other, faq, visitor="d", at=last_week, opened=True, asked=True)

        response = report(client, may_explore(base))

        assert (titles(response), helped_and_asked(response)) == ([faq.title], (1, 1))
        assert other.title not in response.content.decode()
        assert list(response.context["filters"].form.fields["knowledge_base"].queryset) == [base]

    def test_a_foreign_knowledge_base_cannot_be_chosen(
        self, client: Client, base: Any, portal_base: Any
    ) -> None:
        response = report(client, may_explore(portal_base), knowledge_base=str(base.pk))

        assert (titles(response), helped_and_asked(response)) == ([], (0, 0))

    @pytest.mark.parametrize("name", ["report", "report_results", "csv", "jsonl"])
    def test_who_works_at_neither_is_sent_away(self, client: Client, name: str) -> None:
        group = Group.objects.create(name="Beeldbeheer")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(UserFactory(group=group.name))

        response = client.get(address(name))

        assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))

    @pytest.mark.parametrize("name", ["report", "report_results", "csv", "jsonl"])
    def test_askers_and_strangers_must_log_in(self, client: Client, portal_user: Any, name: str) -> None:
        as_stranger = client.get(address(name))
        client.force_login(portal_user)
        as_asker = client.get(address(name))

        assert [each["Location"].partition("?")[0] for each in (as_stranger, as_asker)] == [
            reverse("wagtailadmin_login")
        ] * 2

    def test_the_events_too_are_those_of_the_own_office(
        self, client: Client, agent: Any, office: Any
    ) -> None:
        client.force_login(agent)
        told = [json.loads(line) for line in lines(client.get(address("jsonl")))]

        assert {event["office"] for event in told} == {office.name}


def address(name: str) -> str:
    if name in {"csv", "jsonl"}:
        return reverse("deflection:events", args=[name])
    return reverse(f"deflection:{name}")


@pytest.mark.usefixtures("last_week")
class TestReport:
    def test_the_definition_stands_beside_the_figure(self, client: Client, manager: Any) -> None:
        content = unescape(report(client, manager).content.decode())

        assert content.count('role="img"') == 2
        assert [sentence for sentence in str(DEFINITION).split(". ") if sentence not in content] == []
        assert "50.0%" in content or "50,0%" in content

    def test_filters_narrow(self, client: Client, manager: Any, base: Any, last_week: Any) -> None:
        day = timezone.localdate(last_week)
        chosen: list[dict[str, str]] = [
            {"knowledge_base": str(base.pk)},
            {"begun_at_from": str(day), "begun_at_to": str(day)},
            {"begun_at_to": str(day - timedelta(days=1))},
        ]

        assert [helped_and_asked(report(client, manager, **each)) for each in chosen] == [
            (1, 1),
            (1, 1),
            (0, 0),
        ]

    @pytest.mark.parametrize(("period", "days"), [("", 7), ("month", 31)])
    def test_over_time_by_week_or_month(
        self, client: Client, manager: Any, play: Any, faq: Any, last_week: Any, period: str, days: int
    ) -> None:
        play(faq, visitor="z", at=last_week - timedelta(days=days), answered=True)
        periods = report(client, manager, over_time=period).context["periods"]

        assert [(each.helped, each.asked) for each in periods] == [(1, 1), (1, 0)]

    @pytest.mark.parametrize(
        "parameters", [{"begun_at_from": "onzin"}, {"office": "9999"}, {"over_time": "x"}, {"ordering": "x"}]
    )
    def test_nonsense_is_no_fault(self, client: Client, manager: Any, parameters: dict[str, str]) -> None:
        report(client, manager, **parameters)

    def test_an_editor_gets_to_the_page(self, client: Client, manager: Any, agent: Any, faq: Any) -> None:
        address = reverse("wagtailadmin_pages:edit", args=[faq.pk])

        assert address in report(client, manager).content.decode()
        assert address not in report(client, agent).content.decode()

    def test_the_cost_is_the_same_with_little_and_with_much(
        self, client: Client, manager: Any, play: Any, topic: Any, last_week: Any
    ) -> None:
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                report(client, manager)
            return len(queries)

        cost()
        with_little = cost()
        for number in range(20):
            page = FaqPageFactory(parent=topic)
            play(page, visitor=str(number), at=last_week - timedelta(days=number), opened=True, asked=True)

        assert cost() == with_little


@pytest.mark.usefixtures("last_week")
class TestFiles:
    def test_the_export_holds_the_definition(self, client: Client, manager: Any, faq: Any) -> None:
        client.force_login(manager)
        csv = lines(client.get(reverse(REPORT), {"export": "csv"}))
        xlsx = client.get(reverse(REPORT), {"export": "xlsx"})

        sheet = load_workbook(BytesIO(b"".join(xlsx.streaming_content))).active
        row = [cell.value for cell in next(sheet.iter_rows(min_row=2))]
        assert csv[1].startswith(f"{faq.title},{faq.knowledge_base.title},2,2,1,1,1,50.0,")
        assert row == [faq.title, faq.knowledge_base.title, 2, 2, 1, 1, 1, 50, str(DEFINITION)]

    def test_a_title_is_no_formula(self, client: Client, manager: Any, play: Any, topic: Any) -> None:
        page = FaqPageFactory(parent=topic, title="=1+1")
        play(page, visitor="x", at=timezone.now() - timedelta(days=7), opened=True, asked=True)
        client.force_login(manager)

        exported = lines(client.get(reverse(REPORT), {"export": "csv"}))
        told = lines(client.get(address("csv")))

        assert [line for line in exported if line.startswith("'=1+1")] != []
        assert [line for line in told if ",=1+1" in line] == []

    def test_events_come_as_a_table_and_as_json_lines(self, client: Client, manager: Any) -> None:
        client.force_login(manager)
        table, rows = (lines(client.get(address(kind))) for kind in ("csv", "jsonl"))

        assert table[0] == "run,visit,office,at,step,page,title,knowledge_base,position"
        assert len(table) == 1 + len(rows)
        assert [json.loads(row)["step"] for row in rows] == [
            "begun",
            "shown",
            "opened",
            "answered",
            "begun",
            "shown",
            "opened",
            "asked",
        ]

    def test_the_filters_of_the_screen_hold_for_the_events(self, client: Client, manager: Any) -> None:
        client.force_login(manager)
        long_ago = {"begun_at_to": "2020-01-01"}

        assert lines(client.get(address("jsonl"), long_ago)) == []

    def test_a_wrong_date_is_told_on_the_screen(self, client: Client, manager: Any) -> None:
        client.force_login(manager)

        response = client.get(address("csv"), {"begun_at_to": "gisteren"})

        assert response["Location"] == f"{reverse(REPORT)}?begun_at_to=gisteren"

    def test_another_kind_of_file_is_not_found(self, client: Client, manager: Any) -> None:
        client.force_login(manager)

        assert client.get(address("csv").replace("csv", "exe")).status_code == 404


def test_an_empty_report_says_what_will_stand_there(client: Client, manager: Any, office: Any) -> None:
    response = report(client, manager)

    assert titles(response) == []
    assert 'role="img"' not in response.content.decode()
    assert "48" in response.content.decode()


def test_the_report_stands_in_the_menu_of_who_may_read_it(client: Client, agent: Any) -> None:
    client.force_login(agent)

    assert reverse(REPORT) in client.get(reverse("wagtailadmin_home")).content.decode()
