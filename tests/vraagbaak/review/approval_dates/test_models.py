"""Who approves a page may set its next review date."""

from datetime import date
from typing import Any

from django.urls import reverse
from wagtail.models import Workflow

from tests.factories import FaqPageFactory
from vraagbaak.models import FaqApprovalTask, FaqPage, Review


def submit(page: FaqPage, user: Any) -> Any:
    return page.get_workflow().start(page, user).current_task_state


def test_workflow_that_comes_with_the_product_knows_review_dates(db: None) -> None:
    task = Workflow.objects.get().tasks[0].specific
    assert (type(task), [group.name for group in task.groups.all()]) == (FaqApprovalTask, ["Moderatoren"])


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
