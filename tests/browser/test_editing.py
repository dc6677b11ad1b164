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
SLUG = "hoe-laat-ik-mijn-hond-registreren"
SCRIPTS_HAVE_BEGUN = """() => window.wagtail?.app?.getControllerForElementAndIdentifier(
    document.querySelector("[name=title]"), "w-sync")"""


def test_editor_types_a_question_and_hands_it_to_a_moderator(
    browser_page: Page, live_server: Any, site: Any, topic: Any
) -> None:
    page, address = browser_page, live_server.url
    sign_in(page.context, address, UserFactory(username="eline", group=GroupName.EDITORS))
    page.goto(address + reverse("wagtailadmin_pages:add", args=["vraagbaak", "faqpage", topic.pk]))
    # What is typed before the page's scripts have begun brings no slug.
    page.wait_for_function(SCRIPTS_HAVE_BEGUN)
    page.locator("[name=title]").press_sequentially(QUESTION)
    page.locator("[name=title]").press("Tab")
    expect(page.locator("[name=slug]")).to_have_value(SLUG)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name=re.compile("Goedkeuring door een moderator")).click()
    expect(page.get_by_text(QUESTION).first).to_be_visible()

    draft = FaqPage.objects.get()
    assert (draft.title, draft.live, draft.workflow_in_progress) == (QUESTION, False, True)
    assert (draft.slug, draft.owner_person.username) == (SLUG, "eline")
