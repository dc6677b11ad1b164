"""Asking a question in a real browser: typing, with the keyboard alone, and without JavaScript."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from servicedesk.models import AskRun, Question
from tests import factories
from tests.browser.signing_in import sign_in
from vraagbaak.models import Feedback

TYPED = "Hoe vraag ik een paspoort aan"


@pytest.fixture
def address(live_server: Any, office: Any, topic: Any) -> str:
    factories.FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?", slug="aanvragen")
    factories.FaqPageFactory(parent=topic, title="Waar kan ik parkeren?", answer="<p>Op het plein.</p>")
    return str(live_server.url)


def test_typing_brings_suggestions_and_one_of_them_ends_the_run(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}/vraag-stellen/")
    browser_page.locator("#id_title").press_sequentially(TYPED)
    expect(browser_page.locator(".suggestion-list li").first).to_contain_text(
        "Hoe vraag ik een paspoort aan?"
    )
    expect(browser_page.locator("#suggestions-said")).not_to_be_empty()

    browser_page.locator(".suggestion-answers").first.click()
    browser_page.wait_for_url("**/vraag-stellen/beantwoord/")

    assert list(AskRun.objects.values_list("outcome", "answered_by__title")) == [
        ("answered", "Hoe vraag ik een paspoort aan?")
    ]


def test_an_answer_opens_beside_what_was_typed(browser_page: Page, address: str) -> None:
    type_question(browser_page, address)
    browser_page.locator("#id_body").fill("Ik heb haast.")
    link = browser_page.locator(".suggestion-list a").first
    link.click()

    expect(browser_page.locator("#beside .answer")).to_contain_text("Maak een afspraak")
    expect(browser_page.locator("#beside-title")).to_be_focused()
    expect(browser_page.locator("#id_title")).to_have_value(TYPED)
    browser_page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(browser_page.locator("#id_body")).to_have_value("Ik heb haast.")


def test_typing_opening_declining_and_answered(browser_page: Page, address: str, topic: Any) -> None:
    other = factories.FaqPageFactory(parent=topic, title="Wat kost een paspoort?")
    type_question(browser_page, address)
    browser_page.locator(".suggestion-list a").first.click()
    browser_page.locator("#beside .decline summary").click()
    browser_page.fill("#id_reason", "De prijs ontbreekt.")
    browser_page.locator("#beside .decline button").click()
    browser_page.locator("#beside[data-declined], #beside [data-declined]").wait_for()
    browser_page.locator("[data-beside-close]").click()
    expect(browser_page.locator(".suggestion-list a").first).to_have_text(other.title)
    expect(browser_page.locator(".suggestion-list a", has_text="Hoe vraag ik")).to_have_count(0)
    browser_page.locator(".suggestion-list a").first.click()
    browser_page.locator("#beside .button-row > .button").click()
    browser_page.wait_for_url("**/vraag-stellen/beantwoord/")

    assert list(Feedback.objects.values_list("helpful", "reason")) == [(False, "De prijs ontbreekt.")]
    assert list(AskRun.objects.values_list("outcome", "answered_by__title")) == [("answered", other.title)]


def test_the_list_is_renewed_without_flicker(browser_page: Page, address: str) -> None:
    type_question(browser_page, address)
    browser_page.evaluate(
        """() => {
          document.querySelector(".suggestion-list li").kept = true;
          window.emptied = 0;
          new MutationObserver(() => { if (!document.querySelector(".suggestion-list li")) window.emptied += 1; })
            .observe(document.querySelector("#suggestions"), { childList: true, subtree: true });
        }"""
    )
    with browser_page.expect_response("**/tijdens-typen/"):
        browser_page.locator("#id_title").press_sequentially(" voor mijn parkeerkaart op het plein")
    browser_page.wait_for_timeout(500)

    assert browser_page.evaluate("document.querySelector('.suggestion-list li').kept") is True
    assert browser_page.evaluate("window.emptied") == 0


def test_what_was_typed_outlives_its_tab_and_can_be_thrown_away(
    browser_page: Page, context: BrowserContext, address: str
) -> None:
    type_question(browser_page, address)
    browser_page.goto("about:blank")
    later = context.new_page()
    later.goto(f"{address}/vraag-stellen/")
    expect(later.locator("#id_title")).to_have_value(TYPED)
    expect(later.locator("[data-draft-restored]")).to_be_visible()

    later.locator("[data-draft-empty]").click()
    expect(later.locator("#id_title")).to_have_value("")
    later.reload()
    expect(later.locator("#id_title")).to_have_value("")


def test_only_what_is_typed_is_kept_for_other_devices(browser_page: Page, address: str) -> None:
    with browser_page.expect_request("**/tijdens-typen/") as opened:
        browser_page.goto(f"{address}/vraag-stellen/?q=paspoort")
    with browser_page.expect_request("**/tijdens-typen/") as typed:
        browser_page.locator("#id_title").press_sequentially(" kwijt")

    assert ["typed=1" in str(each.value.post_data) for each in (opened, typed)] == [False, True]


def test_as_many_other_answers_are_announced(browser_page: Page, address: str) -> None:
    said = browser_page.locator("#suggestions-said")
    browser_page.goto(f"{address}/vraag-stellen/")
    browser_page.fill("#id_title", "afspraak")
    expect(said).not_to_be_empty()

    browser_page.fill("#id_title", "parkeren")

    expect(said).to_have_text(str(said.get_attribute("data-others")))


def test_what_was_typed_comes_back_with_its_run_in_which_an_answer_can_be_declined(
    browser_page: Page, context: BrowserContext, address: str
) -> None:
    type_question(browser_page, address)
    browser_page.goto("about:blank")
    later = context.new_page()
    later.goto(f"{address}/vraag-stellen/")
    later.locator(".suggestion-list a").first.click()
    later.locator("#beside .decline summary").click()
    later.fill("#id_reason", "De prijs ontbreekt.")
    later.locator("#beside .decline button").click()
    later.locator("#beside [data-declined]").wait_for()

    assert list(Feedback.objects.values_list("reason", flat=True)) == ["De prijs ontbreekt."]


def test_what_was_typed_is_forgotten_after_a_day(browser_page: Page, address: str) -> None:
    type_question(browser_page, address)
    browser_page.evaluate(
        """() => {
          const draft = JSON.parse(localStorage.getItem("ask"));
          const old = JSON.stringify({ ...draft, kept: Date.now() - 86_400_001 });
          localStorage.setItem("ask", old);
          sessionStorage.setItem("ask", old);
        }"""
    )
    browser_page.goto(f"{address}/vraag-stellen/")

    expect(browser_page.locator("#id_title")).to_have_value("")
    assert browser_page.evaluate("localStorage.getItem('ask')") is None


def test_logging_out_leaves_nothing_in_the_browser(
    browser_page: Page, context: BrowserContext, address: str, portal_user: Any
) -> None:
    sign_in(context, address, portal_user)
    type_question(browser_page, address)
    assert "email" not in browser_page.evaluate("localStorage.getItem('ask')")

    browser_page.locator(".logout button").click()
    browser_page.wait_for_url(f"{address}/")

    assert browser_page.evaluate("localStorage.getItem('ask')") is None


def type_question(page: Page, address: str) -> None:
    page.goto(f"{address}/vraag-stellen/")
    page.locator("#id_title").press_sequentially(TYPED)
    page.locator(".suggestion-list li").first.wait_for()


def test_with_the_keyboard_alone(browser_page: Page, address: str) -> None:
    browser_page.goto(address)
    browser_page.keyboard.press("Tab")
    expect(browser_page.locator(".skip-link")).to_be_focused()
    tab_to(browser_page, ".ask-link")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/vraag-stellen/")
    tab_to(browser_page, "#id_title")
    browser_page.keyboard.type(TYPED)
    browser_page.locator(".suggestions").wait_for()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/gegevens/**")
    tab_to(browser_page, "#id_name")
    browser_page.keyboard.type("Fatima de Vries")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.type("fatima@post.example")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/verzonden/**")

    assert list(Question.objects.values_list("title", "asker__name")) == [(TYPED, "Fatima de Vries")]


def test_without_javascript(page_without_script: Page, address: str) -> None:
    page = page_without_script
    page.goto(f"{address}/vraag-stellen/")
    page.fill("#id_title", TYPED)
    page.click("#ask-form > .button")
    expect(page.locator(".suggestion-cards li").first).to_contain_text("Hoe vraag ik een paspoort aan?")
    page.locator(".suggestion-cards a").first.click()
    page.locator(".ask-return .decline summary").click()
    page.fill("#id_reason", "Dit gaat over aanvragen.")
    page.locator(".ask-return .decline button").click()
    expect(page.locator(".messages")).to_be_visible()
    page.locator(".button-row > .button").click()
    page.fill("#id_name", "Fatima de Vries")
    page.fill("#id_email", "fatima@post.example")
    page.click("main form > .button")
    page.wait_for_url("**/verzonden/**")
    page.go_back()
    page.goto(f"{address}/veelgestelde-vragen/paspoort/aanvragen/")
    page.click("button[value=no]")
    page.fill("textarea", "De prijs ontbreekt.")
    page.click("#feedback button")
    expect(page.locator(".notice-good")).to_be_visible()

    assert Question.objects.get().title == TYPED


def test_going_back_after_sending_shows_that_it_was_sent(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}/vraag-stellen/")
    browser_page.fill("#id_title", "Zeehonden")
    browser_page.click("#ask-form > .button")
    browser_page.fill("#id_name", "Fatima de Vries")
    browser_page.fill("#id_email", "fatima@post.example")
    browser_page.click("main form > .button")
    browser_page.wait_for_url("**/verzonden/**")

    browser_page.go_back()
    expect(browser_page).to_have_url(re.compile("/verzonden/"))
    browser_page.goto(f"{address}/vraag-stellen/")

    expect(browser_page.locator(".ask-sent")).to_contain_text("Zeehonden")
    expect(browser_page.locator("#id_title")).to_have_value("")
    assert Question.objects.count() == 1


def tab_to(page: Page, selector: str) -> None:
    target = page.locator(selector)
    for _press in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}.")
