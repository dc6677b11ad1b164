"""The whole circle on real input: a question that no page answers is asked, answered, promoted, published and found."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect
from wagtail.models import Site

from servicedesk.deflection.models import AskOutcome, AskRun
from tests.factories import KnowledgeBaseFactory, OfficeFactory, SubjectFactory, TeamFactory, UserFactory
from tests.mailserver import MailServer
from tests.waiting import wait_until
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage, KnowledgeBase
from vraagbaak.search.store import Store

REAL_QUESTIONS = Path(__file__).parents[3] / "shared/data/rijksoverheid/faq.jsonl"
PASSWORD = "geheim-voor-de-test"
ASKED = "Mag ik mijn drone boven een natuurgebied laten vliegen?"
ANSWER = "Nee, boven een natuurgebied mag een drone niet vliegen zonder ontheffing van de provincie."


def dutch_text(text: str, **values: Any) -> str:
    with translation.override("nl"):
        return gettext(text) % values if values else gettext(text)


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture
def store_class() -> type[Store]:
    """The worker, another process, writes the index that the site reads."""
    return Store


@pytest.fixture
def worker(
    mail_server: MailServer, settings: Any, tmp_path: Path, db: None
) -> Iterator[subprocess.Popen[bytes]]:
    """The product's own worker in a process of its own, on the database, index and mail server of this test."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    index = Path(settings.SEARCH_INDEX_DIR)
    index.mkdir(parents=True)
    (tmp_path / "search-index").symlink_to(index)
    call_command("update_index", verbosity=0)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "website.settings",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "DATA_DIR": str(tmp_path),
        "EMAIL_HOST": mail_server.host,
        "EMAIL_PORT": str(mail_server.port),
    }
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "django", "worker"], env=environment)
    yield process
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def town(live_server: Any, worker: Any, site: Site, home: Any) -> Any:
    """A municipality with the real questions imported, an agent and a moderator."""
    site.hostname, site.port = "localhost", live_server.thread.port
    site.save()
    office = OfficeFactory(site=site)
    agent = UserFactory(username="sam", group=GroupName.AGENTS)
    team = TeamFactory(office=office, name="Klantcontactcentrum", members=[agent])
    base = KnowledgeBaseFactory(
        parent=home, title="Rijksoverheid", slug="rijksoverheid", default_owner_person=agent
    )
    SubjectFactory(office=office, name="Overig", team=team, knowledge_base=base)
    UserFactory(username="mo", group=GroupName.MODERATORS)
    call_command("import_faq", str(REAL_QUESTIONS), knowledge_base="rijksoverheid", publish=True, verbosity=0)
    wait_until(lambda: not DBTaskResult.objects.filter(finished_at=None).exists(), seconds=120)
    return office


def log_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/beheer/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url(f"{address}/beheer/")


def log_out(page: Page) -> None:
    """A question's page that is left tells so; that must reach the desk before the cookies are gone."""
    page.goto("about:blank")
    page.context.clear_cookies()


def ask_the_question(page: Page, address: str) -> None:
    page.goto(f"{address}/vraag-stellen/")
    page.locator("#id_title").press_sequentially("kan ik mijn paspoort verlengen")
    expect(page.locator("#suggestions li").first).to_be_visible()
    page.locator("#id_title").fill(ASKED)
    page.locator("[name=body]").fill("Groet, Fatima de Vries, 06-12345678")
    page.locator("#ask-form button[type=submit]").last.click()
    page.wait_for_load_state()
    if page.locator("[name=email]").count() == 0:
        page.get_by_role("link", name=dutch_text("None of these: continue")).click()
    page.locator("[name=name]").fill("Fatima de Vries")
    page.locator("[name=email]").fill("fatima@post.example")
    page.get_by_role("button", name=dutch_text("Send my question")).click()
    page.wait_for_url("**/vraag-stellen/verzonden/**")


def answer_the_question(page: Page) -> None:
    page.get_by_role("link", name=dutch_text("Unassigned")).click()
    page.get_by_role("link", name=ASKED).first.click()
    page.locator("[name=answer]").fill(ANSWER)
    page.locator("[name=knowledge_held][value=no]").click()
    expect(page.get_by_text(dutch_text("answered")).first).to_be_visible()


def promote_the_answer(page: Page) -> None:
    page.get_by_role("link", name=dutch_text("Take up in a knowledge base")).click()
    base = KnowledgeBase.objects.get(title="Rijksoverheid")
    page.locator("[name=knowledge_base]").select_option(value=str(base.pk))
    page.get_by_role("button", name=dutch_text("Make the draft page")).click()
    expect(page.get_by_text(dutch_text("waits for a moderator")).first).to_be_visible()


def approve_the_draft(page: Page, address: str, draft: FaqPage) -> None:
    page.goto(f"{address}/beheer/pages/{draft.pk}/edit/")
    page.locator(
        "footer [data-w-dropdown-target=toggle], .footer [data-w-dropdown-target=toggle]"
    ).first.click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    page.wait_for_url("**/beheer/**")


def test_a_question_that_no_page_answers_ends_as_a_page_that_the_next_asker_finds(
    browser_page: Page, live_server: Any, town: Any, mail_server: MailServer
) -> None:
    page, address = browser_page, f"http://localhost:{live_server.thread.port}"

    ask_the_question(page, address)
    confirmation = wait_until(lambda: mail_server.mails)[0]
    status_link = re.search(r"http://\S+/vraag/\S+", mail_text(confirmation))
    assert status_link is not None

    log_in(page, address, "sam")
    answer_the_question(page)
    wait_until(lambda: len(mail_server.mails) == 2)
    assert ANSWER in " ".join(mail_text(mail_server.mails[1]).split())

    promote_the_answer(page)
    draft = FaqPage.objects.get(title=ASKED)
    assert (draft.live, "Fatima" in str(draft.get_latest_revision().content)) == (False, False)

    log_out(page)
    page.goto(status_link[0])
    expect(page.get_by_text(ANSWER)).to_be_visible()

    log_in(page, address, "mo")
    approve_the_draft(page, address, draft)
    wait_until(lambda: FaqPage.objects.get(pk=draft.pk).live)

    log_out(page)
    next_asker_finds_it(page, address)
    assert [run.outcome for run in AskRun.objects.order_by("pk")] == [AskOutcome.ASKED, AskOutcome.ANSWERED]


def next_asker_finds_it(page: Page, address: str) -> None:
    def suggested() -> int:
        page.goto(f"{address}/vraag-stellen/")
        page.locator("#id_title").press_sequentially("drone natuurgeb")
        page.wait_for_timeout(800)
        return page.locator("#suggestions").get_by_role("link", name=ASKED).count()

    wait_until(suggested)
    page.locator("#suggestions").get_by_role(
        "button", name=dutch_text("This answers my question")
    ).first.click()
    page.wait_for_url("**/vraag-stellen/beantwoord/**")
    page.goto(f"{address}/zoeken/?q=drone+natuurgebied")
    expect(page.get_by_role("link", name=ASKED)).to_be_visible()


def mail_text(mail: Any) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()
