"""A knowledge base may ask for approval; who approves may set the review date."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Workflow

from tests.factories import FaqPageFactory, UserFactory
from vraagbaak.models import FaqApprovalTask, FaqPage, KnowledgeBase, Review


@pytest.fixture
def careful(base: Any) -> KnowledgeBase:
    """A knowledge base that asks for approval."""
    KnowledgeBase.objects.filter(pk=base.pk).update(approval_required=True)
    return KnowledgeBase.objects.get(pk=base.pk)


@pytest.fixture
def draft(careful: Any, editor: Any) -> FaqPage:
    page: FaqPage = FaqPageFactory(parent=careful, live=False, owner=editor)
    page.save_revision(user=editor)
    return page


def submit(page: FaqPage, user: Any) -> Any:
    return page.get_workflow().start(page, user).current_task_state


def test_workflow_that_comes_with_the_product_knows_review_dates(db: None) -> None:
    task = Workflow.objects.get().tasks[0].specific
    assert (type(task), [group.name for group in task.groups.all()]) == (FaqApprovalTask, ["Moderatoren"])


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


def test_approver_sets_the_review_date(draft: FaqPage, editor: Any, moderator: Any, client: Any) -> None:
    state = submit(draft, editor)
    client.force_login(moderator)
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.post(address, {"comment": "Prima", "review_planned_on": "2031-01-01"})
    page = FaqPage.objects.get(pk=draft.pk)
    assert (page.live, page.review_on) == (True, date(2031, 1, 1))


def test_approval_without_a_date_follows_the_interval(
    draft: FaqPage, editor: Any, moderator: Any, client: Any
) -> None:
    state = submit(draft, editor)
    client.force_login(moderator)
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]), {"comment": ""}
    )
    page = FaqPage.objects.get(pk=draft.pk)
    assert (page.live, (page.review_on - page.reviewed_on).days) == (True, 365)


def test_date_in_the_past_is_refused_with_a_sentence(
    draft: FaqPage, editor: Any, moderator: Any, client: Any
) -> None:
    state = submit(draft, editor)
    client.force_login(moderator)
    response = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]),
        {"review_planned_on": "2001-01-01"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert "Kies een dag na vandaag." in response.json()["html"]
    assert FaqPage.objects.get(pk=draft.pk).live is False


def test_date_of_an_approver_does_not_change_what_is_kept_of_the_review(
    careful: Any, editor: Any, moderator: Any, client: Any
) -> None:
    page = FaqPageFactory(parent=careful, reviewed_on=date(2025, 1, 1))
    page.save_revision(user=editor).publish()
    page = FaqPage.objects.get(pk=page.pk)
    page.title = "Anders"
    page.save_revision(user=editor)
    state = submit(page, editor)
    client.force_login(moderator)
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]),
        {"comment": "", "review_planned_on": "2031-01-01"},
    )
    after, review = FaqPage.objects.get(pk=page.pk), Review.objects.get()
    assert (after.review_on, review.due_on, review.due_before) == (
        date(2031, 1, 1),
        date(2026, 1, 1),
        date(2026, 1, 1),
    )


@pytest.mark.parametrize("superuser", [False, True])
def test_public_page_is_not_moved_past_the_approval(
    careful: Any, agents_base: Any, moderator: Any, superuser: bool
) -> None:
    user = UserFactory(is_superuser=True) if superuser else moderator
    public, draft = FaqPageFactory(parent=agents_base), FaqPageFactory(parent=agents_base, live=False)
    may_move = [page.permissions_for_user(user).can_move_to(careful) for page in (public, draft)]
    assert may_move == [False, superuser or may_move[1]]
