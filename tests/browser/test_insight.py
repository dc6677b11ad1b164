"""The dashboard: narrowed by a filter, read in a table, and left for a draft in one click."""

from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from servicedesk.lifecycle.answering import write_answer
from servicedesk.models import AskRun, Triage
from servicedesk.questions.choices import KnowledgeHeld, QuestionStatus
from tests.browser.signing_in import sign_in
from tests.factories import OfficeFactory, QuestionFactory, UserFactory
from vraagbaak.finding.query_log.models import QueryDay
from vraagbaak.models import KnowledgeBase


@pytest.fixture
def dashboard(browser_page: Page, live_server: Any, site: Any, base: KnowledgeBase) -> Page:
    """Of an administrator, with one of everything that is counted, ten days ago."""
    office, at = OfficeFactory(site=site), timezone.now() - timedelta(days=10)
    question = QuestionFactory(office=office, asked_at=at, status=QuestionStatus.CLOSED)
    answer = write_answer(question=question, text="Ja.", user=None)
    answer.signed_off_at, answer.knowledge_held = at, KnowledgeHeld.NO
    answer.save()
    Triage.objects.create(question=question, entered_at=at)
    AskRun.objects.create(office=office, key="1", visitor="1", begun_at=at, ended_at=at, outcome="asked")
    QueryDay.objects.create(
        site=site, language="nl", query="laadpaal", day=at.date(), searches=4, without_results=3
    )
    page = browser_page
    sign_in(page.context, live_server.url, UserFactory(username="ada", is_superuser=True))
    page.goto(live_server.url + reverse("insight:dashboard"))
    expect(page.locator(".insight-tile__value").first).to_have_text("1")
    return page


def test_from_a_filter_through_a_table_to_a_draft(dashboard: Page) -> None:
    page = dashboard
    page.locator("#asked summary").click()
    expect(page.locator("#asked tbody tr")).to_have_count(13)

    first = timezone.localdate() - timedelta(days=10)
    page.locator("[name=first]").fill(first.isoformat())
    page.locator("[name=last]").fill(first.isoformat())
    page.locator(".insight-filters [type=submit]").click()
    page.locator("#asked summary").click()
    expect(page.locator("#asked tbody tr")).to_have_count(1)

    page.locator("#missed .insight-gap__draft").click()
    expect(page.locator("[name=title]")).to_have_value("Laadpaal")


def test_a_question_without_a_page_is_one_click_from_its_draft(dashboard: Page) -> None:
    dashboard.locator("#groups .insight-gap__draft").click()

    expect(dashboard.locator("main form[method=post]").first).to_be_visible()


def test_the_dashboard_has_no_barriers_and_stays_within_the_screen(dashboard: Page) -> None:
    page = dashboard
    for summary in page.locator(".insight-behind summary").all():
        summary.click()

    for width, scheme in [(1280, "light"), (390, "dark"), (390, "light")]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(page, context=".insight")
        assert results.violations_count == 0, (width, scheme, results.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
