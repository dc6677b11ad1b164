"""The work lists: what stands on them, for whom, and at what cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from servicedesk.desk.work_lists import QUARANTINE, WorkList, count_work_lists
from servicedesk.questions.choices import Channel, QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import (
    HomePageFactory,
    OfficeFactory,
    PartyFactory,
    QuestionFactory,
    SubjectFactory,
    TeamFactory,
    UserFactory,
)
from vraagbaak.knowledge.audiences.choices import GroupName

QUERIES_OF_A_LIST = 16


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    UserProfile.objects.create(user=agent, preferred_language="en")
    client.force_login(agent)
    return client


def titles(client: Client, work_list: str, **query: Any) -> list[str]:
    response = client.get(reverse("questions:list", args=[work_list]), query)
    return [question.title for question in response.context["object_list"]]


@pytest.fixture
def work(office: Any, agent: Any) -> Any:
    """One question on each list of the agent, named after it."""
    now = timezone.now()
    colleague = UserFactory(group=GroupName.AGENTS)
    later, earlier = {"due_at": now + timedelta(days=2)}, {"due_at": now - timedelta(days=2)}
    QuestionFactory(office=office, title="mine", handler=agent, **later)
    QuestionFactory(office=office, title="teams", handler=colleague, team=agent.teams.get(), **later)
    QuestionFactory(office=office, title="unassigned", **later)
    QuestionFactory(office=office, title="overdue", handler=colleague, **earlier)
    QuestionFactory(office=office, title="answered", handler=agent, status=QuestionStatus.ANSWERED, **earlier)
    QuestionFactory(office=office, title="closed", handler=agent, status=QuestionStatus.CLOSED, **earlier)
    QuestionFactory(office=office, title="held", status=QuestionStatus.HELD, **earlier)
    QuestionFactory(office=office, title="spam", status=QuestionStatus.SPAM, **earlier)
    return office


@pytest.mark.parametrize("work_list", [each for each in WorkList if each != WorkList.ALL])
def test_each_list_holds_its_own(as_agent: Client, work: Any, work_list: WorkList) -> None:
    assert titles(as_agent, work_list) == [work_list.value]


def test_all_holds_all_that_is_genuine(as_agent: Client, work: Any) -> None:
    elsewhere = {WorkList.ALL, *QUARANTINE}
    assert sorted(titles(as_agent, "all")) == sorted(each.value for each in WorkList if each not in elsewhere)


def test_front_list_is_mine(as_agent: Client, work: Any) -> None:
    response = as_agent.get(reverse("questions:index"))

    assert [question.title for question in response.context["object_list"]] == ["mine"]


def test_counts_take_one_query(agent: Any, work: Any, django_assert_num_queries: Any) -> None:
    agent.has_perm("servicedesk.view_question")
    with django_assert_num_queries(1):
        counts = count_work_lists(user=agent, now=timezone.now())

    assert counts == {
        "mine": 1,
        "teams": 1,
        "unassigned": 1,
        "overdue": 1,
        "answered": 1,
        "closed": 1,
        "held": 1,
        "spam": 1,
        "all": 6,
    }


def test_most_urgent_comes_first_and_no_term_last(as_agent: Client, office: Any) -> None:
    now = timezone.now()
    for days in (3, 1, 2):
        QuestionFactory(office=office, title=f"in {days} days", due_at=now + timedelta(days=days))
    QuestionFactory(office=office, title="no term", due_at=None)

    assert titles(as_agent, "unassigned") == ["in 1 days", "in 2 days", "in 3 days", "no term"]
    assert titles(as_agent, "unassigned", ordering="-due_at") == [
        "in 3 days",
        "in 2 days",
        "in 1 days",
        "no term",
    ]


def test_overdue_is_said_in_words(as_agent: Client, office: Any) -> None:
    QuestionFactory(office=office, due_at=timezone.now() - timedelta(days=2, hours=1))

    page = as_agent.get(reverse("questions:list", args=["overdue"])).content.decode().replace("\xa0", " ")

    assert "Overdue by 2 days, 1 hour" in page


def test_answered_late_is_not_overdue_any_more(as_agent: Client, work: Any) -> None:
    page = as_agent.get(reverse("questions:list", args=["answered"])).content.decode()

    assert "Overdue by" not in page


def test_filters_and_search_narrow_the_list(as_agent: Client, office: Any) -> None:
    subject = SubjectFactory(office=office)
    QuestionFactory(office=office, title="by telephone", channel=Channel.TELEPHONE)
    QuestionFactory(office=office, title="about waste", subject=subject)
    QuestionFactory(office=office, title="from Jan", asker=PartyFactory(office=office, name="Jan Bakker"))

    assert titles(as_agent, "all", channel="telephone") == ["by telephone"]
    assert titles(as_agent, "all", subject=subject.pk) == ["about waste"]
    assert titles(as_agent, "all", q="bakker") == ["from Jan"]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 100_000},
        {"q": "\0"},
        {"q": "* OR (("},
        {"team": "x"},
        {"ordering": "password"},
        {"p": "-1"},
    ],
)
def test_odd_queries_are_answered(as_agent: Client, work: Any, query: dict[str, str]) -> None:
    assert as_agent.get(reverse("questions:list", args=["all"]), query).status_code == 200


def test_list_that_does_not_exist_is_not_found(as_agent: Client) -> None:
    assert as_agent.get(reverse("questions:list", args=["yours"])).status_code == 404


def test_agent_of_other_office_sees_none(client: Client, work: Any, dutch: Any) -> None:
    home = Page.get_first_root_node().add_child(instance=HomePageFactory.build(locale=dutch))
    elsewhere = OfficeFactory(site=Site.objects.create(hostname="other.localhost", root_page=home))
    other_agent = UserFactory(group=GroupName.AGENTS)
    TeamFactory(office=elsewhere, members=[other_agent])
    client.force_login(other_agent)

    assert titles(client, "all") == []


def test_manager_sees_all_offices(client: Client, manager: Any, work: Any) -> None:
    client.force_login(manager)

    assert len(titles(client, "all")) == 6


def test_editor_without_desk_is_refused(client: Client, editor: Any, work: Any) -> None:
    client.force_login(editor)

    assert client.get(reverse("questions:list", args=["all"])).status_code == 403
    assert client.get(reverse("questions:list_results", args=["all"])).status_code == 403


@pytest.mark.parametrize("work_list", ["unassigned", "all"])
def test_number_of_queries_is_the_same_with_1_and_300(as_agent: Client, office: Any, work_list: str) -> None:
    address = reverse("questions:list", args=[work_list])
    asker, team = PartyFactory(office=office), TeamFactory(office=office)
    QuestionFactory(office=office, asker=asker, team=team)
    as_agent.get(address)
    with CaptureQueriesContext(connection) as with_one:
        as_agent.get(address)
    Question.objects.bulk_create(QuestionFactory.build_batch(299, office=office, asker=asker, team=team))
    with CaptureQueriesContext(connection) as with_many:
        as_agent.get(address)

    assert (len(with_one), len(with_many)) == (QUERIES_OF_A_LIST, QUERIES_OF_A_LIST)


def test_export_holds_no_formulas(as_agent: Client, office: Any) -> None:
    QuestionFactory(office=office, title="=HYPERLINK(1)", asker=PartyFactory(office=office, name="@SUM(1)"))

    rows = b"".join(
        as_agent.get(reverse("questions:list", args=["all"]), {"export": "csv"}).streaming_content
    )

    assert rows.decode().splitlines()[1].split(",")[1:3] == ["'=HYPERLINK(1)", "'@SUM(1)"]


# The front page of the admin


def test_front_page_links_to_work_with_counts(as_agent: Client, work: Any) -> None:
    page = as_agent.get(reverse("wagtailadmin_home")).content.decode()

    links = [reverse("questions:list", args=[work_list]) for work_list in ("mine", "overdue", "unassigned")]
    assert [link in page for link in links] == [True, True, True]


def test_front_page_of_editor_says_nothing_of_the_desk(client: Client, editor: Any, work: Any) -> None:
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("questions:list", args=["mine"]) not in page


def test_who_has_all_rights_sees_the_lists_too_and_is_offered_no_form_to_add(
    office: Any, client: Client
) -> None:
    QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")
    client.force_login(UserFactory(is_superuser=True))

    assert titles(client, WorkList.ALL) == ["Kan ik mijn paspoort laten bezorgen?"]
