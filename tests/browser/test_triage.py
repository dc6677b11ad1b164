"""Triage in a browser: three who asked the same, one page for all, and three mails when it is published."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect
from wagtail.models import Site

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.models import Triage
from servicedesk.triage.choices import TriageOutcome
from tests.browser.signing_in import sign_in
from tests.factories import (
    KnowledgeBaseFactory,
    OfficeFactory,
    PartyFactory,
    QuestionFactory,
    TeamFactory,
    UserFactory,
)
from tests.mailserver import MailServer
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage

ASKED = {
    "fatima@post.example": "Mag ik mijn drone boven een natuurgebied laten vliegen?",
    "jan@post.example": "Mag een drone vliegen boven een natuurgebied?",
    "mei@post.example": "Boven natuurgebied vliegen met mijn drone",
}


def dutch_text(text: str) -> str:
    with translation.override("nl"):
        return gettext(text)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def town(live_server: Any, mail_server: MailServer, site: Site, home: Any) -> str:
    """An office with three closed questions that ask the same, an agent and a moderator; gives its address."""
    site.hostname, site.port = "localhost", live_server.thread.port
    site.save()
    office = OfficeFactory(site=site)
    agent = UserFactory(username="sam", group=GroupName.AGENTS)
    TeamFactory(office=office, members=[agent])
    UserFactory(username="mo", group=GroupName.MODERATORS)
    KnowledgeBaseFactory(parent=home, title="Veelgestelde vragen", default_owner_person=agent)
    now = timezone.now() - timedelta(days=1)
    for email, title in ASKED.items():
        asker = PartyFactory(office=office, email=email, name="Fatima de Vries")
        question = QuestionFactory(
            office=office, asker=asker, title=title, asked_at=now, tell_when_published=True
        )
        sign_off(question=question, text="Nee, niet zonder ontheffing.", user=agent, now=now)
        close_question(question=question, user=agent, now=now)
    return f"http://localhost:{live_server.thread.port}"


def log_in(page: Page, address: str, username: str) -> None:
    # What a screen still has to say when it is left, it says as the agent.
    page.goto("about:blank")
    page.context.clear_cookies()
    sign_in(page.context, address, get_user_model().objects.get(username=username))


def take_up_for_all(page: Page, address: str) -> None:
    page.goto(f"{address}{reverse('triage:index')}")
    expect(page.locator(".triage-card")).to_have_count(1)
    page.get_by_role("link", name=dutch_text("Take up for all")).click()
    expect(page.locator("[name=together]")).to_have_count(2)
    page.get_by_role("button", name=dutch_text("Make the draft page")).click()
    expect(page.get_by_text(dutch_text("waits for a moderator"))).to_be_visible()


def approve(page: Page, address: str, draft: FaqPage) -> None:
    page.goto(f"{address}/beheer/pages/{draft.pk}/edit/")
    page.locator(
        "footer [data-w-dropdown-target=toggle], .footer [data-w-dropdown-target=toggle]"
    ).first.click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_url("**/beheer/**")
    expect(page.locator(".messages .success")).to_be_visible()


def told_of_publication(server: MailServer, faq: FaqPage) -> list[str]:
    """The askers who got the page's address; the agent who made it hears from Wagtail too."""
    mails = [mail for mail in server.mails if faq.full_url in text_of(mail)]
    return sorted(to for to in (str(mail["X-RcptTo"]) for mail in mails) if to.endswith("@post.example"))


def text_of(mail: Any) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    return str(part.get_payload(decode=True).decode())


def test_group_of_three_becomes_one_page_and_all_three_are_told(
    browser_page: Page, town: str, mail_server: MailServer
) -> None:
    log_in(browser_page, town, "sam")
    take_up_for_all(browser_page, town)
    draft = FaqPage.objects.get()
    assert list(Triage.objects.values_list("outcome", "page")) == [(TriageOutcome.PROMOTED, draft.pk)] * 3

    log_in(browser_page, town, "mo")
    approve(browser_page, town, draft)
    draft.refresh_from_db()
    assert (draft.live, told_of_publication(mail_server, draft)) == (True, sorted(ASKED))

    log_in(browser_page, town, "sam")
    browser_page.goto(f"{town}{reverse('triage:decided')}")
    expect(browser_page.get_by_text(dutch_text("published"), exact=True)).to_have_count(3)


def test_many_are_skipped_at_once(browser_page: Page, town: str) -> None:
    log_in(browser_page, town, "sam")
    browser_page.goto(f"{town}{reverse('triage:index')}")
    browser_page.locator("[data-action='triage-group#toggle']").check()
    browser_page.locator("[data-bulk-action-button]", has_text=dutch_text("Skip")).click()
    browser_page.locator("[name=reason][value=once]").check()
    browser_page.get_by_role("button", name=dutch_text("Skip")).click()

    empty = "Every closed question was looked at. What is closed from now on comes here."
    expect(browser_page.get_by_text(dutch_text(empty))).to_be_visible()
    assert set(Triage.objects.values_list("outcome", flat=True)) == {TriageOutcome.SKIPPED}
