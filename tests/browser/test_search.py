"""Choosing a result in a real browser, and the reports that come of it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests import factories
from tests.browser.signing_in import sign_in
from tests.waiting import wait_until
from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.finding.query_log.models import QueryDay

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def counts() -> list[tuple[Any, ...]]:
    return list(QueryDay.objects.values_list("query", "searches", "without_results", "with_click"))


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(parent=topic, title="Wat kost een paspoort?", answer="<p>€ 83,50.</p>")


def test_a_click_on_a_result_is_told_and_leads_to_the_page(
    browser: Browser, browser_context_args: Any, live_server: Any, faq: Any, office: Any
) -> None:
    context = browser.new_context(**browser_context_args, user_agent=BROWSER)
    page = context.new_page()
    page.goto(f"{live_server.url}/zoeken/?q=paspoort")
    page.get_by_role("link", name="Wat kost een paspoort?").click()
    page.wait_for_url(f"**{faq.url}")
    # The word of the click may arrive after the next page, whose browser no longer tells of it.
    wait_until(ChosenPage.objects.exists)
    context.close()

    assert counts() == [("paspoort", 1, 0, 1)]
    assert ChosenPage.objects.get().page == faq


def test_a_result_opens_without_javascript_and_is_then_not_counted(
    browser: Browser, browser_context_args: Any, live_server: Any, faq: Any, office: Any
) -> None:
    context = browser.new_context(**browser_context_args, user_agent=BROWSER, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/zoeken/?q=paspoort")
    page.get_by_role("link", name="Wat kost een paspoort?").click()
    page.wait_for_url(f"**{faq.url}")
    context.close()

    assert counts() == [("paspoort", 1, 0, 0)]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_picture_of_a_report_is_clean(
    browser: Browser,
    browser_context_args: Any,
    live_server: Any,
    site: Any,
    moderator: Any,
    colours: Any,
) -> None:
    for number, query in enumerate(("paspoort", "olifant", "parkeren"), start=2):
        QueryDay.objects.create(
            day="2026-11-18",
            site=site,
            language="nl",
            query=query,
            searches=3 * number,
            without_results=number,
        )
    context = browser.new_context(**browser_context_args, color_scheme=colours)
    sign_in(context, live_server.url, moderator)
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/beheer/vraagbaak/searches/popular/")
    picture = page.get_by_role("img", name="Staafdiagram")
    drawn = picture.locator("rect[class]").count(), picture.bounding_box()
    violations = Axe().run(page, context="#listing-results", options=RULES).response["violations"]
    context.close()

    assert (drawn[0], drawn[1]["height"]) == (7, 138)
    assert [(each["id"], node["html"]) for each in violations for node in each["nodes"]] == []
