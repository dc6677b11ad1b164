"""An agent at the desk, in a real browser: with the script, and with none."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from wagtail.users.models import UserProfile

from servicedesk.desk.standard_texts.models import StandardText
from servicedesk.lifecycle.answering import sign_off, write_answer
from servicedesk.questions.choices import KnowledgeHeld, QuestionStatus
from servicedesk.questions.drafts import draft_of
from servicedesk.questions.models import Question
from tests.browser.signing_in import sign_in
from tests.factories import NOW, FaqPageFactory, QuestionFactory, TeamFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.faqs.models import FaqPage


@pytest.fixture
def question(office: Any, base: Any, agent: Any, address: str) -> Question:
    """Asked in English, so that the line with the source does not wait for its translation."""
    UserProfile.objects.create(user=agent, preferred_language="en")
    FaqPageFactory(
        parent=base, title="Kan ik mijn paspoort laten bezorgen?", answer="<p>Ja, dat <b>kan</b>.</p>"
    )
    return QuestionFactory(office=office, title="Wordt een paspoort ook thuis bezorgd?", language="en")


def open_question(page: Page, address: str, agent: Any, question: Question) -> None:
    sign_in(page.context, address, agent)
    page.goto(f"{address}/beheer/servicedesk/questions/{question.pk}/")
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

    page.get_by_role("button", name="Insert as text and link: Kan ik mijn paspoort laten bezorgen?").click()
    expect(answer).to_have_value(
        "Beste Fatima,\n\nJa, dat **kan**.\n\n"
        f"Source: [{faq.title}]({faq.full_url})\n\nMet vriendelijke groet"
    )
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".desk-preview strong")).to_have_text("kan")
    page.get_by_role("button", name="Write").click()
    answer.press("Control+Enter")
    expect(page.get_by_role("button", name="a knowledge base had the answer: yes")).to_be_focused()
    page.keyboard.press("2")

    expect(page.locator(".desk-entry--answer strong", has_text="kan")).to_be_visible()
    expect(page.locator(".desk-entry__made")).to_have_count(2)
    question.refresh_from_db()
    given = question.answers.get()
    assert question.status == QuestionStatus.ANSWERED
    assert given.knowledge_held == KnowledgeHeld.PARTLY
    assert [(source.page, source.inserted_as) for source in given.sources.all()] == [(faq, "both")]


def test_link_is_put_in_the_sentence_by_keyboard_alone(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    open_question(page, address, agent, question)
    answer = page.locator("[name=answer]")
    answer.fill("Kijk op voor meer.")
    answer.press("Home")
    for _ in range(len("Kijk op ")):
        answer.press("ArrowRight")
    faq = FaqPage.objects.get()

    search = page.locator("#desk-search-field")
    search.focus()
    search.press("ArrowDown")
    page.keyboard.press("l")
    expect(answer).to_have_value(f"Kijk op [{faq.title}]({faq.full_url}) voor meer.")
    expect(page.locator(".desk-sources__item")).to_have_count(1)
    page.get_by_role("button", name="Not used after all").click()

    expect(page.locator(".desk-sources__item")).to_have_count(0)
    expect(answer).to_be_focused()


def test_standard_text_is_found_by_typing(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    for name, text in (("Receipt", "Dear {asker},"), ("Regret", "We are sorry, {asker}.")):
        StandardText.objects.create(office=question.office, name=name, language="en", text=text)
    open_question(page, address, agent, question)

    page.locator(".desk-texts summary").click()
    page.get_by_label("Search by name or words").press_sequentially("sorry")
    expect(page.locator(".desk-texts__text:visible")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.locator("[name=answer]")).to_have_value("We are sorry, Fatima de Vries.")


def test_draft_is_saved_while_typing(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    open_question(page, address, agent, question)

    page.locator("[name=answer]").press_sequentially("Half klaar")
    expect(page.locator(".desk-saving__status")).to_contain_text("Saved at")
    page.reload()

    expect(page.locator("[name=answer]")).to_have_value("Half klaar")


def test_sign_off_during_an_autosave_is_sent_when_the_save_is_done(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    held: list[Route] = []
    open_question(page, address, agent, question)
    page.route("**/draft/", lambda route: held.append(route))

    page.locator("[name=answer]").press_sequentially("Ja, dat kan.")
    expect(page.locator(".desk-saving__status")).to_have_text("Saving…")
    page.get_by_role("button", name="a knowledge base had the answer: yes").click()
    held[0].continue_()

    expect(page.locator(".desk-entry--answer")).to_contain_text("Ja, dat kan.")
    assert [answer.text for answer in question.answers.exclude(signed_off_at=None)] == ["Ja, dat kan."]


def test_other_button_after_a_conflict_does_not_write_over_the_colleague(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    noor = UserFactory(group=GroupName.AGENTS, first_name="Noor", last_name="Bakker")
    open_question(page, address, agent, question)
    write_answer(question=question, text="Van Noor.", user=noor)
    page.locator("[name=answer]").press_sequentially("Van mij.")
    expect(page.locator(".desk-overtaken__text")).to_have_text("Van Noor.")

    page.get_by_role("textbox", name="Internal remark").fill("Eerst bellen.")
    page.get_by_role("button", name="Add remark").click()
    expect(page.get_by_text("Nothing was done yet")).to_be_visible()

    expect(page.locator("[name=answer]")).to_have_value("Van mij.")
    expect(page.locator(".desk-overtaken__text")).to_have_text("Van Noor.")
    assert draft_of(question).text == "Van Noor."  # type: ignore[union-attr]
    page.get_by_role("button", name="Take this text").click()
    expect(page.locator("[name=answer]")).to_have_value("Van Noor.")
    page.get_by_role("button", name="Add remark").click()
    expect(page.locator(".desk-entry--remark")).to_contain_text("Eerst bellen.")


def test_agent_without_script_keeps_own_text_by_choice(
    page_without_script: Page, address: str, agent: Any, question: Question
) -> None:
    page = page_without_script
    noor = UserFactory(group=GroupName.AGENTS, first_name="Noor", last_name="Bakker")
    open_question(page, address, agent, question)
    write_answer(question=question, text="Van Noor.", user=noor)

    page.locator("[name=answer]").fill("Van mij.")
    page.get_by_role("button", name="Take it myself").click()
    page.get_by_role("button", name="Keep my text").click()

    expect(page.locator("[name=answer]")).to_have_value("Van mij.")
    assert draft_of(question).text == "Van mij."  # type: ignore[union-attr]


def test_page_of_an_erased_question_holds_no_other_page(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    Question.objects.filter(pk=question.pk).update(erased_at=NOW)

    with page.expect_response("**/presence/") as reported:
        open_question(page, address, agent, question)

    assert reported.value.status == 200
    expect(page.locator(".desk-present")).to_be_empty()


def test_two_agents_see_each_other_and_keep_both_texts(
    browser_page: Page, browser: Browser, address: str, agent: Any, question: Question
) -> None:
    noor = UserFactory(group=GroupName.AGENTS, first_name="Noor", last_name="Bakker")
    TeamFactory(office=question.office, members=[noor])
    UserProfile.objects.create(user=noor, preferred_language="en")
    context = browser.new_context()
    theirs = context.new_page()
    open_question(browser_page, address, agent, question)
    open_question(theirs, address, noor, question)

    theirs.locator("[name=answer]").press_sequentially("Van Noor.")
    expect(theirs.locator(".desk-saving__status")).to_contain_text("Saved at")
    expect(theirs.locator(".desk-present__one")).to_contain_text("is looking at this question too")
    browser_page.locator("[name=answer]").press_sequentially("Van mij.")
    expect(browser_page.locator(".desk-present__one")).to_contain_text(
        "Noor Bakker has been writing here since"
    )
    expect(browser_page.locator(".desk-overtaken__text")).to_have_text("Van Noor.")

    expect(browser_page.locator("[name=answer]")).to_have_value("Van mij.")
    assert draft_of(question).text == "Van Noor."  # type: ignore[union-attr]
    browser_page.get_by_role("button", name="Keep my text").click()
    expect(browser_page.locator(".desk-saving__status")).to_contain_text("Saved at")
    assert draft_of(question).text == "Van mij."  # type: ignore[union-attr]
    context.close()


def test_search_beside_follows_what_is_typed(
    browser_page: Page, address: str, agent: Any, question: Question
) -> None:
    page = browser_page
    FaqPageFactory(
        parent=question.office.site.root_page.get_children().first(), title="Waar is de milieustraat?"
    )
    open_question(page, address, agent, question)
    page.locator("[name=answer]").fill("Half klaar")

    page.get_by_label("Search FAQ pages, earlier answers and this asker's questions").press_sequentially(
        "milieustraat"
    )

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
    page.get_by_role("button", name="Insert as text and link").first.click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".desk-preview strong")).to_have_text("kan")
    page.get_by_role("button", name="Take it myself").click()

    question.refresh_from_db()
    draft = draft_of(question)
    assert question.handler == agent
    assert draft
    assert draft.text.startswith("Beste Fatima,\n\nJa, dat **kan**.\n\n")
    page.get_by_role("button", name="a knowledge base had the answer: no").click()
    expect(page.locator(".desk-entry--answer")).to_be_visible()
    assert question.answers.get().knowledge_held == KnowledgeHeld.NO


def test_screens_have_no_barriers(browser_page: Page, address: str, agent: Any, question: Question) -> None:
    page = browser_page
    StandardText.objects.create(office=question.office, name="Receipt", language="en", text="Dear {asker},")
    earlier = QuestionFactory(office=question.office, asker=question.asker, title="Paspoort thuis bezorgd?")
    sign_off(question=earlier, text="Ja.", user=agent, now=NOW)
    open_question(page, address, agent, question)
    page.get_by_role("button", name="Insert as text: Kan ik").click()
    expect(page.locator(".desk-sources__item")).to_have_count(1)
    page.locator(".desk-texts summary").click()
    page.locator(".desk-keys summary").click()
    on_question = Axe().run(page, context=".desk")
    page.goto(f"{address}/beheer/servicedesk/questions/lists/all/")
    on_list = Axe().run(page, context=".desk-tabs")
    page.goto(f"{address}/beheer/servicedesk/earlier-answers/?q=paspoort")
    page.locator(".desk-earlier summary").click()
    on_history = Axe().run(page, context=".desk-earlier")

    assert [violation["id"] for violation in on_question.response["violations"]] == []
    assert [violation["id"] for violation in on_list.response["violations"]] == []
    assert [violation["id"] for violation in on_history.response["violations"]] == []
