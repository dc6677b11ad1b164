"""Taking a question up in a knowledge base, in a real browser: with the script, and with none."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.questions.models import Question
from tests.browser.signing_in import sign_in
from tests.factories import NOW, FaqPageFactory, PartyFactory, QuestionFactory
from vraagbaak.knowledge.faqs.models import FaqPage

ANSWER = "Beste Fatima,\n\nJa, dat kan. Bel mij op 06-12345678.\n\nMet vriendelijke groet,\nKarin Jansen"


@pytest.fixture
def question(office: Any, base: Any, agent: Any, address: str) -> Question:
    UserProfile.objects.create(user=agent, preferred_language="en")
    FaqPageFactory(
        parent=base, title="Kan ik mijn paspoort laten bezorgen?", answer="<p>Ja, dat kan niet.</p>"
    )
    asker = PartyFactory(office=office, name="Fatima de Vries")
    question = QuestionFactory(office=office, asker=asker, title="Kan Fatima haar paspoort laten bezorgen?")
    sign_off(question=question, text=ANSWER, user=agent, now=NOW)
    return close_question(question=question, user=agent, now=NOW)


def open_proposal(page: Page, address: str, agent: Any, question: Question) -> None:
    sign_in(page.context, address, agent)
    page.goto(f"{address}/beheer/servicedesk/questions/{question.pk}/promote/")
    expect(page.locator("#promotion-form")).to_be_visible()


def test_piece_is_put_back_and_taken_out_at_once(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    open_proposal(page, address, agent, question)
    answer = page.locator("[name=answer]")
    telephone = page.get_by_label("2 telephone number: 06-12345678")

    expect(answer).to_have_value(
        "Beste […1],\n\nJa, dat kan. Bel mij op […2].\n\nMet vriendelijke groet,\n[…3]"
    )
    expect(page.locator("button[name=apply][value=answer]")).to_be_hidden()
    telephone.check()
    expect(answer).to_have_value(
        "Beste […1],\n\nJa, dat kan. Bel mij op 06-12345678.\n\nMet vriendelijke groet,\n[…3]"
    )
    telephone.uncheck()
    expect(answer).to_have_value(
        "Beste […1],\n\nJa, dat kan. Bel mij op […2].\n\nMet vriendelijke groet,\n[…3]"
    )
    answer.fill("Bel […2].")
    telephone.check()
    page.get_by_role("button", name="Make the draft page").click()
    expect(page.locator(".messages")).to_contain_text("now stands as a draft")
    assert (
        FaqPage.objects.get(live=False).get_latest_revision_as_object().answer[0].value == "Bel 06-12345678."
    )


def test_piece_is_put_back_without_a_script(
    page_without_script: Page, address: str, agent: Any, question: Question
) -> None:
    page = page_without_script
    open_proposal(page, address, agent, question)

    page.get_by_label("2 telephone number: 06-12345678").check()
    page.locator("button[name=apply][value=answer]").click()

    expect(page.locator("[name=answer]")).to_have_value(
        "Beste […1],\n\nJa, dat kan. Bel mij op 06-12345678.\n\nMet vriendelijke groet,\n[…3]"
    )


def test_question_is_linked_to_the_page_that_has_the_answer(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    open_proposal(page, address, agent, question)

    page.get_by_text("Show the difference").click()
    expect(page.locator(".promotion-difference del").first).to_contain_text("ik mijn")
    page.get_by_role("button", name="Link to this page instead").click()

    expect(page.locator(".messages")).to_contain_text("was linked to")
    assert Question.objects.get(pk=question.pk).promoted_page == FaqPage.objects.get()


@pytest.mark.parametrize("width", [1280, 390])
def test_proposal_is_accessible(
    browser_page: Page, address: str, agent: Any, question: Question, width: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    open_proposal(page, address, agent, question)
    page.get_by_text("Show the difference").click()
    if folder := os.environ.get("PICTURES"):
        page.set_viewport_size({"width": width, "height": 3600})
        page.screenshot(path=f"{folder}/promotion-{width}.png")

    # The field for tags is Wagtail's own.
    found = Axe().run(page, context={"include": [[".promotion"]], "exclude": [[".tagit"]]})

    nodes = [node["html"] for each in found.response["violations"] for node in each["nodes"]]
    assert nodes == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
