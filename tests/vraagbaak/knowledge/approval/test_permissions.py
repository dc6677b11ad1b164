"""In a knowledge base that requires approval, nobody publishes past the workflow."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Workflow

from tests.factories import FaqPageFactory, UserFactory
from vraagbaak.models import FaqPage


def submit(page: FaqPage, user: Any) -> Any:
    return page.get_workflow().start(page, user).current_task_state


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_publishes_past_the_workflow(draft: FaqPage, moderator: Any, superuser: bool) -> None:
    user = UserFactory(is_superuser=True) if superuser else moderator
    with pytest.raises(PermissionDenied):
        draft.get_latest_revision().publish(user=user)
    assert FaqPage.objects.get(pk=draft.pk).live is False


def test_publish_button_of_the_edit_screen_saves_a_draft(careful: Any, moderator: Any, client: Any) -> None:
    client.force_login(moderator)
    page = FaqPageFactory(parent=careful, live=False)
    page.save_revision()
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert ('name="action-publish"' in screen, 'name="action-submit"' in screen) == (False, True)


def test_new_page_cannot_be_published_at_once(careful: Any, moderator: Any, client: Any) -> None:
    client.force_login(moderator)
    address = reverse("wagtailadmin_pages:add", args=["vraagbaak", "faqpage", careful.pk])
    screen = client.get(address).content.decode()
    assert ('name="action-publish"' in screen, 'name="action-submit"' in screen) == (False, True)


def test_what_was_approved_is_published(draft: FaqPage, editor: Any, moderator: Any) -> None:
    submit(draft, editor).approve(user=moderator)
    assert FaqPage.objects.get(pk=draft.pk).live is True


def test_what_was_changed_after_the_approval_has_to_be_approved_again(
    draft: FaqPage, editor: Any, moderator: Any
) -> None:
    submit(draft, editor).approve(user=moderator)
    page = FaqPage.objects.get(pk=draft.pk)
    page.title = "Anders"
    with pytest.raises(PermissionDenied):
        page.save_revision(user=moderator).publish(user=moderator)


def test_other_knowledge_bases_publish_as_before(agents_base: Any, careful: Any, moderator: Any) -> None:
    page = FaqPageFactory(parent=agents_base, live=False)
    page.save_revision(user=moderator).publish(user=moderator)
    assert FaqPage.objects.get(pk=page.pk).live is True


def test_without_any_workflow_publishing_stays_possible(draft: FaqPage, moderator: Any) -> None:
    Workflow.objects.all().delete()
    FaqPage.objects.get(pk=draft.pk).get_latest_revision().publish(user=moderator)
    assert FaqPage.objects.get(pk=draft.pk).live is True


@pytest.mark.parametrize("superuser", [False, True])
def test_public_page_is_not_moved_past_the_approval(
    careful: Any, agents_base: Any, moderator: Any, superuser: bool
) -> None:
    user = UserFactory(is_superuser=True) if superuser else moderator
    public, draft = FaqPageFactory(parent=agents_base), FaqPageFactory(parent=agents_base, live=False)
    may_move = [page.permissions_for_user(user).can_move_to(careful) for page in (public, draft)]
    assert may_move == [False, superuser or may_move[1]]
