"""The dashboard from three chairs: an agent, an editor, a stranger."""

import csv
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from servicedesk.earlier.actions import keep_missing
from servicedesk.insight.choices import FigureName
from servicedesk.models import AskRun, Triage, TriageGroup
from servicedesk.questions.choices import Channel, KnowledgeHeld, QuestionStatus
from tests.factories import FaqPageFactory, OfficeFactory, SubjectFactory, UserFactory
from tests.servicedesk.insight.conftest import answered, ask_on
from vraagbaak.finding.query_log.models import QueryDay

DASHBOARD = "insight:dashboard"


def dashboard(client: Client, **parameters: str) -> Any:
    return client.get(reverse(DASHBOARD), parameters)


def names(response: Any) -> list[str]:
    return [figure.name.value for figure in response.context["figures"]]


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def yesterday() -> datetime:
    return timezone.localtime().replace(hour=12) - timedelta(days=1)


def happen(office: Any, base: Any, at: datetime, *, number: int) -> None:
    """One of everything that is counted."""
    subject = SubjectFactory(office=office, knowledge_base=base)
    question = ask_on(
        office, at, subject=subject, status=QuestionStatus.CLOSED, channel=Channel.values[number]
    )
    answered(question, at, KnowledgeHeld.NO)
    group = TriageGroup.objects.create(office=office, made_at=at)
    Triage.objects.create(question=question, group=group, entered_at=at)
    run = AskRun.objects.create(
        office=office,
        key=str(number),
        visitor=str(number),
        begun_at=at - timedelta(days=7),
        ended_at=at - timedelta(days=7),
        outcome="asked",
    )
    run.shown.create(page=FaqPageFactory(parent=base), position=1, shown_at=at, opened_at=at)
    counts = {"searches": 3, "without_results": 1, "with_click": 1}
    QueryDay.objects.create(site=office.site, language="nl", query=f"zoek {number}", day=at.date(), **counts)


def test_an_agent_sees_the_desk_and_not_what_visitors_search_for(as_agent: Client) -> None:
    assert names(dashboard(as_agent)) == ["asked", "knowledge", "time", "deflection", "groups"]


def test_an_editor_sees_what_the_knowledge_did(as_editor: Client) -> None:
    assert names(dashboard(as_editor)) == ["knowledge", "deflection", "missed", "passed"]


def test_who_works_at_the_desk_and_on_pages_sees_all(client: Client, site: Any) -> None:
    client.force_login(UserFactory(is_superuser=True))

    response = dashboard(client)

    assert names(response) == FigureName.values
    assert [tile.name.value for tile in response.context["tiles"]] == FigureName.values[:4]


def test_who_has_neither_right_is_refused(client: Client, site: Any) -> None:
    visitor = UserFactory()
    visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(visitor)

    addresses = [reverse(DASHBOARD), reverse("insight:all"), reverse("insight:figure", args=["asked"])]

    assert [client.get(address).status_code for address in addresses] == [403] * 3


def test_a_portal_user_and_a_visitor_get_no_further_than_the_door(
    client: Client, portal_user: Any, site: Any
) -> None:
    as_visitor = dashboard(client)
    client.force_login(portal_user)
    as_portal_user = dashboard(client)

    assert [as_visitor.status_code, as_portal_user.status_code] == [302, 302]


def test_the_dashboard_stands_among_the_reports_for_who_may_see_it(as_agent: Client) -> None:
    content = as_agent.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse(DASHBOARD) in content


@pytest.mark.parametrize("number", [1, 3])
def test_the_dashboard_costs_the_same_however_much_there_is(
    client: Client, office: Any, base: Any, yesterday: datetime, django_assert_num_queries: Any, number: int
) -> None:
    client.force_login(UserFactory(is_superuser=True))
    for each in range(number):
        happen(office, base, yesterday, number=each)
    keep_missing()
    dashboard(client)

    with django_assert_num_queries(30):
        dashboard(client)


def test_without_any_event_each_figure_says_so(as_agent: Client) -> None:
    response = dashboard(as_agent)

    assert response.status_code == 200
    assert [figure.is_empty for figure in response.context["figures"]] == [True] * 5
    assert response.content.decode().count('class="insight__empty"') == 5


def test_every_picture_has_words_and_a_table_behind_it(
    as_agent: Client, office: Any, base: Any, yesterday: datetime
) -> None:
    happen(office, base, yesterday, number=0)

    content = dashboard(as_agent).content.decode()

    assert content.count('role="img" aria-label="') == 6
    assert content.count("<details") >= 4


@pytest.mark.parametrize(
    "given",
    [
        {"first": "2026-11-18", "last": "2026-11-17"},
        {"last": "9999"},
        {"last": "9999-12-31"},
        {"first": "0001-01-01"},
        {"first": "vorige week"},
        {"first": "2026-11-1\0"},
        {"first": "2001-01-01"},
        {"knowledge_base": "999999"},
        {"knowledge_base": "x"},
        {"knowledge_base": "9" * 40},
    ],
)
def test_a_filter_that_makes_no_sense_gets_a_sentence(as_agent: Client, given: dict[str, str]) -> None:
    response = dashboard(as_agent, **given)

    assert response.status_code == 200
    assert response.context.get("figures") is None
    assert len(response.context["form"].errors) == 1


def test_a_file_with_a_filter_that_makes_no_sense_leads_to_the_sentence(as_agent: Client) -> None:
    response = as_agent.get(reverse("insight:all"), {"last": "9999"})

    assert (response.status_code, response.url) == (302, f"{reverse(DASHBOARD)}?last=9999")


def test_a_filter_holds_for_the_figures_and_their_files(
    as_agent: Client, office: Any, base: Any, yesterday: datetime
) -> None:
    happen(office, base, yesterday, number=0)
    ask_on(office, yesterday)
    day = yesterday.date().isoformat()
    chosen = {"first": day, "last": day, "knowledge_base": str(base.pk)}

    response = dashboard(as_agent, **chosen)
    file = as_agent.get(reverse("insight:figure", args=["asked"]), chosen)

    assert [figure.headline for figure in response.context["figures"][:1]] == [1]
    assert [row[-1] for row in rows(file.content)[1:]] == ["1"]
    assert file["Content-Disposition"] == f'attachment; filename="asked-{day}-{day}.csv"'


def test_all_figures_come_as_one_archive(
    as_editor: Client, office: Any, base: Any, yesterday: datetime
) -> None:
    happen(office, base, yesterday, number=0)

    archive = ZipFile(BytesIO(as_editor.get(reverse("insight:all")).content))

    assert archive.namelist() == ["knowledge.csv", "deflection.csv", "missed.csv", "passed.csv"]
    assert rows(archive.read("missed.csv"))[1:] == [["zoek 0", "nl", "1"]]


def test_a_file_runs_nothing_in_a_spreadsheet(as_editor: Client, site: Any) -> None:
    QueryDay.objects.create(
        site=site, language="nl", query="=1+1", day=timezone.localdate(), searches=1, without_results=1
    )

    content = as_editor.get(reverse("insight:figure", args=["missed"])).content

    assert rows(content)[1:] == [["'=1+1", "nl", "1"]]


@pytest.mark.parametrize("name", ["asked", "time", "groups", "nothing"])
def test_a_figure_that_is_not_for_the_reader_is_not_found(as_editor: Client, name: str) -> None:
    assert as_editor.get(reverse("insight:figure", args=[name])).status_code == 404


def test_what_changed_is_said_in_words(as_agent: Client, office: Any, yesterday: datetime) -> None:
    ask_on(office, yesterday)
    for _each in range(3):
        ask_on(office, yesterday - timedelta(weeks=13))

    (tile, *_others) = dashboard(as_agent).context["tiles"]

    assert (tile.value, tile.change.split()[0], tile.icon) == ("1", "2", "arrow-down")


def test_of_nothing_no_change_is_known(as_agent: Client) -> None:
    tiles = dashboard(as_agent).context["tiles"]

    assert [(tile.value, tile.icon) for tile in tiles] == [("0", ""), ("—", ""), ("—", ""), ("—", "")]


def test_who_manages_several_offices_can_choose_one(client: Client, manager: Any, office: Any) -> None:
    client.force_login(manager)
    alone = "office" in dashboard(client).context["form"].fields
    OfficeFactory(site=Site.objects.create(hostname="elders", root_page=office.site.root_page))
    together = "office" in dashboard(client).context["form"].fields

    assert (alone, together) == (False, True)
