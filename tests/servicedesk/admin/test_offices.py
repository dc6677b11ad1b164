"""Offices, teams and subjects in the admin: for who manages the desk."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from servicedesk.offices.models import Office, Subject, Team
from tests.factories import (
    HomePageFactory,
    KnowledgeBaseFactory,
    OfficeFactory,
    SubjectFactory,
    TeamFactory,
    UserFactory,
)
from vraagbaak.knowledge.audiences.choices import GroupName

LISTS = ["offices", "teams", "subjects"]


@pytest.fixture
def as_manager(client: Client, manager: Any) -> Client:
    UserProfile.objects.create(user=manager, preferred_language="en")
    client.force_login(manager)
    return client


@pytest.fixture
def elsewhere(dutch: Any) -> Office:
    home = Page.get_first_root_node().add_child(instance=HomePageFactory.build(locale=dutch))
    return OfficeFactory(
        site=Site.objects.create(hostname="other.localhost", root_page=home), name="Ander kantoor"
    )


def saved(client: Client, subject: Subject, **changes: Any) -> dict[str, list[str]]:
    """Saves the subject's form and gives its errors."""
    fields = {"office": subject.office_id, "name": subject.name, "answer_hours": 16, **changes}
    no_extra_fields = {"fields-TOTAL_FORMS": 0, "fields-INITIAL_FORMS": 0}
    response = client.post(reverse("subjects:edit", args=[subject.pk]), {**fields, **no_extra_fields})
    if response.status_code == 302:
        return {}
    with translation.override("en"):
        return {field: list(map(str, errors)) for field, errors in response.context["form"].errors.items()}


@pytest.mark.parametrize("name", LISTS)
def test_manager_sees_each_list(as_manager: Client, office: Office, name: str) -> None:
    assert as_manager.get(reverse(f"{name}:index")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_agent_does_not_manage(client: Client, agent: Any, name: str) -> None:
    client.force_login(agent)

    response = client.get(reverse(f"{name}:index"))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize(("name", "factory"), [("teams", TeamFactory), ("subjects", SubjectFactory)])
def test_lists_cost_the_same_with_1_and_15(
    as_manager: Client, office: Office, name: str, factory: Any
) -> None:
    factory(office=office)
    as_manager.get(reverse(f"{name}:index"))
    with CaptureQueriesContext(connection) as with_one:
        as_manager.get(reverse(f"{name}:index"))
    factory.create_batch(14, office=office)
    with CaptureQueriesContext(connection) as with_many:
        as_manager.get(reverse(f"{name}:index"))

    assert len(with_one) == len(with_many)


def test_team_found_by_two_members_is_listed_once(as_manager: Client, office: Office) -> None:
    people = [UserFactory(group=GroupName.AGENTS, last_name="Jansen") for _ in range(2)]
    team = TeamFactory(office=office, members=people)

    response = as_manager.get(reverse("teams:index"), {"q": "jansen"})

    assert list(response.context["object_list"]) == [team]


def test_only_staff_is_offered_for_a_team(
    as_manager: Client, office: Office, agent: Any, portal_user: Any
) -> None:
    form = as_manager.get(reverse("teams:add")).context["form"]

    assert (agent in form.fields["members"].queryset, portal_user in form.fields["members"].queryset) == (
        True,
        False,
    )


def test_team_is_made_with_its_members(as_manager: Client, office: Office, agent: Any) -> None:
    as_manager.post(reverse("teams:add"), {"office": office.pk, "name": "Belastingen", "members": [agent.pk]})

    assert list(Team.objects.get(name="Belastingen").members.all()) == [agent]


def test_subject_stays_within_its_office(as_manager: Client, office: Office, elsewhere: Office) -> None:
    subject = SubjectFactory(office=office)
    team, parent = (
        TeamFactory(office=elsewhere, name="Hun team"),
        SubjectFactory(office=elsewhere, name="Hun onderwerp"),
    )
    base = KnowledgeBaseFactory(parent=elsewhere.site.root_page, title="Hun vraagbaak")

    assert saved(as_manager, subject, team=team.pk, parent=parent.pk, knowledge_base=base.pk) == {
        "team": ["Hun team belongs to another office."],
        "parent": ["Hun onderwerp belongs to another office."],
        "knowledge_base": ["Hun vraagbaak stands on the site of another office."],
    }


def test_subject_is_not_part_of_itself(as_manager: Client, office: Office) -> None:
    above = SubjectFactory(office=office)
    below = SubjectFactory(office=office, parent=above)

    assert saved(as_manager, above, parent=below.pk) == {"parent": ["A subject cannot be part of itself."]}


def test_subject_is_saved(as_manager: Client, office: Office, base: Any) -> None:
    subject, team = SubjectFactory(office=office), TeamFactory(office=office)

    assert saved(as_manager, subject, team=team.pk, knowledge_base=base.pk) == {}
    subject.refresh_from_db()
    assert (subject.team, subject.knowledge_base) == (team, base)
