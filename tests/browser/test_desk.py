"""An agent at the desk, in a real browser: with the script, and with none."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Site
from wagtail.users.models import UserProfile

from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.drafts import draft_of
from servicedesk.questions.models import Question
from tests.factories import FaqPageFactory, QuestionFactory
from vraagbaak.faqs.models import FaqPage

PASSWORD = "geheim-voor-de-test"


@pytest.fixture
def address(live_server: Any, site: Site) -> str:
    site.hostname, site.port = "localhost", live_server.thread.port
    site.save()
    return f"http://localhost:{live_server.thread.port}"


@pytest.fixture
def question(office: Any, base: Any, agent: Any, address: str) -> Question:
    """Asked in English, so that the line with the source does not wait for its translation."""
    UserProfile.objects.create(user=agent, preferred_language="en")
    FaqPageFactory(
        parent=base, title="Kan ik mijn paspoort laten bezorgen?", answer="<p>Ja, dat <b>kan</b>.</p>"
    )
    return QuestionFactory(office=office, title="Wordt een paspoort ook thuis bezorgd?", language="en")


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def open_question(page: Page, address: str, agent: Any, question: Question) -> None:
    page.goto(f"{address}/beheer/login/?next=/beheer/servicedesk/questions/{question.pk}/")
    page.locator("[name=username]").fill(agent.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    expect(page.locator(".desk")).to_be_visible()


def test_agent_answers_with_an_inserted_page(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    open_question(page, address, agent, question)
    answer = page.locator("[name=answer]")
    answer.fill("Beste Fatima,\nMet vriendelijke groet")
    answer.press("Control+Home")
    answer.press("End")
    faq = FaqPage.objects.get()

    page.get_by_role("button", name="Insert into the answer: Kan ik mijn paspoort laten bezorgen?").click()
    expect(answer).to_have_value(
        "Beste Fatima,\n\nJa, dat **kan**.\n\n"
        f"Source: [{faq.title}]({faq.full_url})\n\nMet vriendelijke groet"
    )
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".desk-preview strong")).to_have_text("kan")
    page.get_by_role("button", name="Write").click()
    page.once("dialog", lambda dialog: dialog.accept())
    answer.press("Control+Enter")

    expect(page.locator(".desk-entry--answer strong", has_text="kan")).to_be_visible()
    question.refresh_from_db()
    assert question.status == QuestionStatus.ANSWERED


def test_search_beside_follows_what_is_typed(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    FaqPageFactory(
        parent=question.office.site.root_page.get_children().first(), title="Waar is de milieustraat?"
    )
    open_question(page, address, agent, question)
    page.locator("[name=answer]").fill("Half klaar")

    page.get_by_label("Search FAQ pages and earlier answers").press_sequentially("milieustraat")

    expect(page.locator(".desk-card__title")).to_have_text(["Waar is de milieustraat?(opens in a new tab)"])
    expect(page.locator("[name=answer]")).to_have_value("Half klaar")


def test_agent_without_script_loses_nothing(
    page_without_script: Page, address: str, agent: Any, question: Question
) -> None:
    page = page_without_script
    open_question(page, address, agent, question)
    page.locator("[name=answer]").fill("Beste Fatima,")

    page.locator("#desk-search-field").fill("paspoort")
    page.locator("#desk-search-field").press("Enter")
    expect(page.get_by_role("heading", name="FAQ pages found")).to_be_visible()
    page.get_by_role("button", name="Insert into the answer").first.click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".desk-preview strong")).to_have_text("kan")
    page.get_by_role("button", name="Take it myself").click()

    question.refresh_from_db()
    draft = draft_of(question)
    assert question.handler == agent
    assert draft
    assert draft.text.startswith("Beste Fatima,\n\nJa, dat **kan**.\n\n")
    page.get_by_role("button", name="Sign off and mail to Fatima de Vries").click()
    expect(page.locator(".desk-entry--answer")).to_be_visible()


def test_screens_have_no_barriers(browser_page: Page, address: str, agent: Any, question: Question) -> None:
    page = browser_page
    open_question(page, address, agent, question)
    on_question = Axe().run(page, context=".desk")
    page.goto(f"{address}/beheer/servicedesk/questions/lists/all/")
    on_list = Axe().run(page, context=".desk-tabs")

    assert [violation["id"] for violation in on_question.response["violations"]] == []
    assert [violation["id"] for violation in on_list.response["violations"]] == []
