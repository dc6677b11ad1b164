"""The details of a question in a real browser: what a subject asks more, a file, and the check for robots."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.models import Question, SubjectField
from servicedesk.questions.choices import QuestionStatus, Suspicion
from tests import factories
from tests.browser.barriers import barriers_on
from tests.servicedesk.attachments import samples

TITLE = "Wanneer wordt het grofvuil opgehaald"


@pytest.fixture
def address(live_server: Any, office: Any, base: Any, settings: Any, tmp_path: Path) -> str:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    office.demands_work = office.asks_consent = True
    office.privacy_text = "Wij bewaren uw vraag twee jaar."
    office.save()
    subject = factories.SubjectFactory(office=office, name="Afval")
    for label, kind in (
        ("Zaaknummer", FieldKind.TEXT),
        ("Spoed", FieldKind.YES_NO),
        ("Datum", FieldKind.DATE),
    ):
        SubjectField.objects.create(subject=subject, label=label, kind=kind, is_required=True)
    factories.SubjectFactory(office=office, name="Parkeren")
    return str(live_server.url)


def to_details(page: Page, address: str) -> None:
    page.goto(f"{address}/vraag-stellen/")
    page.fill("#id_title", TITLE)
    page.click("#ask-form > .button")
    page.wait_for_url("**/gegevens/**")
    page.fill("#id_name", "Fatima de Vries")
    page.fill("#id_email", "fatima@post.example")
    page.check("#id_consent")


def test_subject_fields_a_file_and_the_check_for_robots(
    browser_page: Page, address: str, tmp_path: Path
) -> None:
    page = browser_page
    to_details(page, address)
    page.focus("#id_subject")
    page.select_option("#id_subject", label="Afval")
    page.get_by_label("Zaaknummer").fill("Z-2026-17")
    expect(page.locator("#subject-fields-said")).not_to_be_empty()

    page.select_option("#id_subject", label="Parkeren")
    expect(page.get_by_label("Zaaknummer")).to_have_count(0)
    page.select_option("#id_subject", label="Afval")
    expect(page.get_by_label("Zaaknummer")).to_have_value("Z-2026-17")

    page.locator("input[type=radio][value=yes]").check()
    page.locator("input[type=date]").fill("2026-12-31")
    (tmp_path / "factuur.pdf").write_bytes(samples.PDF)
    page.set_input_files("#id_files", tmp_path / "factuur.pdf")
    assert barriers_on(page) == []
    # Sent before the sum is made: the page waits for it.
    page.click("main form > .button")
    page.wait_for_url("**/verzonden/**")

    question = Question.objects.get()
    assert (question.status, question.suspicion) == (QuestionStatus.OPEN, "")
    assert [attachment.name for attachment in question.attachments.all()] == ["factuur.pdf"]
    assert list(question.details.values_list("value", flat=True)) == ["Z-2026-17", "Ja", "31 december 2026"]


def test_the_focus_stays_where_it_was_when_the_fields_appear(browser_page: Page, address: str) -> None:
    to_details(browser_page, address)
    browser_page.focus("#id_subject")

    browser_page.select_option("#id_subject", label="Afval")

    browser_page.get_by_label("Zaaknummer").wait_for()
    expect(browser_page.locator("#id_subject")).to_be_focused()


def test_enter_sends_and_does_not_take_a_file_away(browser_page: Page, address: str, tmp_path: Path) -> None:
    page = browser_page
    to_details(page, address)
    (tmp_path / "factuur.pdf").write_bytes(samples.PDF)
    page.set_input_files("#id_files", tmp_path / "factuur.pdf")
    page.fill("#id_email", "fout")
    page.click("main form > .button")
    expect(page.locator(".attached li")).to_have_count(1)

    page.fill("#id_email", "fatima@post.example")
    page.press("#id_email", "Enter")
    page.wait_for_url("**/verzonden/**")

    assert Question.objects.get().attachments.count() == 1


def test_without_javascript_it_is_taken_and_held_back(page_without_script: Page, address: str) -> None:
    page = page_without_script
    to_details(page, address)
    page.select_option("#id_subject", label="Afval")
    page.click("main form > .button")
    page.get_by_label("Zaaknummer").fill("Z-2026-17")
    page.locator("input[type=radio][value=no]").check()
    page.locator("input[type=date]").fill("2026-12-31")
    page.click("main form > .button")
    page.wait_for_url("**/verzonden/**")

    question = Question.objects.get()
    assert (question.status, question.suspicion) == (QuestionStatus.HELD, Suspicion.WORK)


def test_going_back_after_sending_shows_what_was_sent(browser_page: Page, address: str) -> None:
    to_details(browser_page, address)
    browser_page.click("main form > .button")
    browser_page.wait_for_url("**/verzonden/**")

    browser_page.go_back()

    browser_page.wait_for_url("**/verzonden/**")
    assert Question.objects.count() == 1
