"""Asking a question in a real browser: typing, with the keyboard alone, and without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from servicedesk.models import AskRun, Question
from tests import factories

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
    assert browser_page.locator("#suggestions-said").inner_text() != ""

    browser_page.locator(".suggestion-answers").first.click()
    browser_page.wait_for_url("**/vraag-stellen/beantwoord/")

    assert list(AskRun.objects.values_list("outcome", "answered_by__title")) == [
        ("answered", "Hoe vraag ik een paspoort aan?")
    ]


def test_what_was_typed_is_still_there_after_a_look_at_a_suggestion(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}/vraag-stellen/")
    browser_page.locator("#id_title").press_sequentially(TYPED)
    browser_page.locator("#id_body").fill("Ik heb haast.")
    browser_page.locator(".suggestion-list a").first.click()
    browser_page.locator(".ask-return a").click()

    expect(browser_page.locator("#id_title")).to_have_value(TYPED)
    expect(browser_page.locator("#id_body")).to_have_value("Ik heb haast.")


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


def test_without_javascript(browser: Browser, browser_context_args: dict[str, Any], address: str) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/vraag-stellen/")
    page.fill("#id_title", TYPED)
    page.click("#ask-form > .button")
    expect(page.locator(".suggestion-cards li").first).to_contain_text("Hoe vraag ik een paspoort aan?")
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
    context.close()

    assert Question.objects.get().title == TYPED


def test_going_back_after_sending_begins_a_new_question(browser_page: Page, address: str) -> None:
    browser_page.goto(f"{address}/vraag-stellen/")
    browser_page.fill("#id_title", "Zeehonden")
    browser_page.click("#ask-form > .button")
    browser_page.fill("#id_name", "Fatima de Vries")
    browser_page.fill("#id_email", "fatima@post.example")
    browser_page.click("main form > .button")
    browser_page.wait_for_url("**/verzonden/**")

    browser_page.go_back()

    expect(browser_page.locator("#id_title")).to_have_value("")
    assert Question.objects.count() == 1


def tab_to(page: Page, selector: str) -> None:
    target = page.locator(selector)
    for _press in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}.")
