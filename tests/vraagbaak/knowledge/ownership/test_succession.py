"""Each published page always has an owner (rule 1), whoever leaves."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests.factories import FaqPageFactory, KnowledgeBaseFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.ownership.succession import hand_over_from_former_owners
from vraagbaak.models import FaqPage, KnowledgeBase


@pytest.fixture
def leaver(db: None) -> Any:
    return UserFactory(group=GroupName.EDITORS)


@pytest.fixture
def managed(base: Any, manager: Any) -> Any:
    KnowledgeBase.objects.filter(pk=base.pk).update(manager=manager)
    return KnowledgeBase.objects.get(pk=base.pk)


def leave_by_deactivation(user: Any) -> None:
    user.is_active = False
    user.save()


def leave_by_deletion(user: Any) -> None:
    user.delete()


def owner_of(page: Any) -> tuple[Any, Any]:
    page = FaqPage.objects.get(pk=page.pk)
    return page.owner_person, page.owner_group


both_ways = pytest.mark.parametrize("leave", [leave_by_deactivation, leave_by_deletion])


@both_ways
def test_page_goes_to_its_group(managed: Any, leaver: Any, leave: Any) -> None:
    group = Group.objects.get(name=GroupName.EDITORS)
    page = FaqPageFactory(parent=managed, owner_person=leaver, owner_group=group)
    leave(leaver)
    assert owner_of(page) == (None, group)


@both_ways
def test_page_without_a_group_goes_to_the_manager(
    managed: Any, manager: Any, leaver: Any, leave: Any
) -> None:
    page = FaqPageFactory(parent=managed, owner_person=leaver)
    leave(leaver)
    assert owner_of(page) == (manager, None)


@both_ways
def test_without_a_manager_all_managers_own_it(base: Any, leaver: Any, leave: Any) -> None:
    page = FaqPageFactory(parent=base, owner_person=leaver)
    leave(leaver)
    assert owner_of(page) == (None, Group.objects.get(name=GroupName.MANAGERS))


@both_ways
def test_manager_who_leaves_is_not_followed_by_the_manager(managed: Any, manager: Any, leave: Any) -> None:
    page = FaqPageFactory(parent=managed, owner_person=manager)
    leave(manager)
    assert owner_of(page) == (None, Group.objects.get(name=GroupName.MANAGERS))


def test_each_knowledge_base_has_its_own_manager(home: Any, leaver: Any) -> None:
    managers = [UserFactory(), UserFactory()]
    pages = [
        FaqPageFactory(parent=KnowledgeBaseFactory(parent=home, manager=each), owner_person=leaver)
        for each in managers
    ]
    leaver.delete()
    assert [owner_of(page)[0] for page in pages] == managers


def test_group_that_is_deleted_gives_its_pages_up(managed: Any, manager: Any, editor: Any) -> None:
    group = Group.objects.create(name="Redactie burgerzaken")
    of_group = FaqPageFactory(parent=managed, owner_group=group)
    of_person = FaqPageFactory(parent=managed, owner_person=editor, owner_group=group)
    group.delete()
    assert [owner_of(of_group), owner_of(of_person)] == [(manager, None), (editor, None)]


def test_account_closed_behind_our_back_is_found_by_the_daily_work(
    managed: Any, manager: Any, leaver: Any
) -> None:
    page = FaqPageFactory(parent=managed, owner_person=leaver)
    get_user_model().objects.filter(pk=leaver.pk).update(is_active=False)
    assert [hand_over_from_former_owners(), hand_over_from_former_owners()] == [1, 0]
    assert owner_of(page) == (manager, None)


def test_who_stays_keeps_the_pages(managed: Any, editor: Any) -> None:
    page = FaqPageFactory(parent=managed, owner_person=editor)
    editor.save()
    assert [hand_over_from_former_owners(), owner_of(page)] == [0, (editor, None)]


def test_page_of_a_default_owner_who_left_gets_another_one(managed: Any, manager: Any, leaver: Any) -> None:
    KnowledgeBase.objects.filter(pk=managed.pk).update(default_owner_person=leaver)
    leave_by_deactivation(leaver)
    page = FaqPageFactory(parent=KnowledgeBase.objects.get(pk=managed.pk))
    assert owner_of(page) == (manager, None)
