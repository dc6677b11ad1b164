"""The groups of the product and just the rights they need."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Workflow

from tests.factories import UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName

CAN = {
    GroupName.EDITORS: {"add": True, "publish": False, "lock": False, "desk": False, "offices": False},
    GroupName.MODERATORS: {"add": True, "publish": True, "lock": True, "desk": False, "offices": False},
    GroupName.MANAGERS: {"add": True, "publish": True, "lock": True, "desk": True, "offices": True},
    GroupName.AGENTS: {"add": False, "publish": False, "lock": False, "desk": True, "offices": False},
    GroupName.PORTAL_USERS: {"add": False, "publish": False, "lock": False, "desk": False, "offices": False},
}


@pytest.mark.parametrize("name", list(GroupName))
def test_group_can_do_what_its_work_needs(base: Any, name: GroupName) -> None:
    user = UserFactory(group=name)
    tester = Page.objects.get(pk=base.pk).permissions_for_user(user)
    assert {
        "add": tester.can_add_subpage(),
        "publish": tester.can_publish_subpage(),
        "lock": tester.can_lock(),
        "desk": user.has_perm("servicedesk.answer_question"),
        "offices": user.has_perm("servicedesk.change_office"),
    } == CAN[name]


@pytest.mark.parametrize("name", list(GroupName))
def test_staff_may_enter_the_admin_and_portal_users_may_not(db: None, name: GroupName) -> None:
    assert UserFactory(group=name).has_perm("wagtailadmin.access_admin") == (name in GroupName.staff())


def test_rights_that_a_manager_took_away_are_not_given_back(db: None) -> None:
    agents = Group.objects.get(name=GroupName.AGENTS)
    taken = agents.permissions.get(codename="promote_question")
    agents.permissions.remove(taken)
    call_command("migrate", verbosity=0)
    assert list(agents.permissions.filter(codename="promote_question")) == []


@pytest.mark.parametrize("name", list(GroupName))
def test_who_keeps_the_knowledge_may_translate_it(db: None, name: GroupName) -> None:
    may = UserFactory(group=name).has_perm("simple_translation.submit_translation")
    assert may == (name in GroupName.publishers())


def test_workflow_bears_a_name_that_editors_understand(db: None) -> None:
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Goedkeuring door een moderator"]
