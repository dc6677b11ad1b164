"""An editor writes a page, and a moderator publishes it."""

import re
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in
from tests.factories import UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage

QUESTION = "Hoe laat ik mijn hond registreren?"


def test_editor_types_a_question_and_hands_it_to_a_moderator(
    browser_page: Page, live_server: Any, site: Any, topic: Any
) -> None:
    page, address = browser_page, live_server.url
    sign_in(page.context, address, UserFactory(username="eline", group=GroupName.EDITORS))
    page.goto(address + reverse("wagtailadmin_pages:add", args=["vraagbaak", "faqpage", topic.pk]))
    page.locator("[name=title]").fill(QUESTION)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name=re.compile("Goedkeuring door een moderator")).click()
    expect(page.get_by_text(QUESTION).first).to_be_visible()

    draft = FaqPage.objects.get()
    assert (draft.title, draft.live, draft.workflow_in_progress) == (QUESTION, False, True)
    assert (draft.slug, draft.owner_person.username) == ("hoe-laat-ik-mijn-hond-registreren", "eline")
