"""An editor writes, a moderator publishes: Wagtail's workflow as the product sets it up."""

from typing import Any

from django.urls import reverse

from tests.factories import FaqPageFactory
from vraagbaak.models import FaqPage


def test_editor_submits_and_moderator_publishes(base: Any, editor: Any, moderator: Any) -> None:
    draft = FaqPageFactory(parent=base, live=False, owner=editor)
    draft.save_revision(user=editor)
    state = draft.get_workflow().start(draft, editor)
    state.current_task_state.approve(user=moderator)
    page = FaqPage.objects.get(pk=draft.pk)
    assert (page.live, page.workflow_in_progress) == (True, False)


def test_rejected_draft_stays_a_draft(base: Any, editor: Any, moderator: Any) -> None:
    draft = FaqPageFactory(parent=base, live=False, owner=editor)
    draft.save_revision(user=editor)
    state = draft.get_workflow().start(draft, editor)
    state.current_task_state.reject(user=moderator, comment="Noem de kosten.")
    assert FaqPage.objects.get(pk=draft.pk).live is False


def test_edit_screen_opens_for_an_editor(base: Any, editor: Any, client: Any) -> None:
    client.force_login(editor)
    page = FaqPageFactory(parent=base, alternatives=["paspoort regelen"], tags=["reisdocument"])
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_portal_user_has_no_way_into_the_admin(base: Any, portal_user: Any, client: Any) -> None:
    client.force_login(portal_user)
    response = client.get(reverse("wagtailadmin_explore", args=[base.pk]))
    assert (response.status_code, response.url.startswith(reverse("wagtailadmin_login"))) == (302, True)
