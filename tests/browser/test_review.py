"""The circle of a review: an agent reports an answer, its owner is mailed, follows the link, and decides."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in
from tests.factories import FaqPageFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage, KnowledgeBase, Review
from vraagbaak.review.digests.actions import plan_digests
from vraagbaak.review.digests.personal_links import personal_url
from vraagbaak.review.history.actions import store_day
from vraagbaak.review.reviews.actions import confirm_page

PASSWORD = "geheim-voor-de-test"
QUESTION = "Wat kost een paspoort?"
SCREENS = [
    "review",
    "taking back",
    "flag",
    "report",
    "many at once",
    "over time",
    "front page",
    "edit screen",
]


def bulk_address(action: str) -> str:
    return reverse("wagtail_bulk_action", args=["vraagbaak", "faqpage", action])


@pytest.fixture
def owner(db: None) -> Any:
    return UserFactory(username="mo", first_name="Mo", last_name="Bakker", group=GroupName.MODERATORS)


@pytest.fixture
def faq(base: Any, owner: Any) -> FaqPage:
    page: FaqPage = FaqPageFactory(parent=base, title=QUESTION, owner_person=owner)
    return page


def log_in(page: Page, username: str) -> None:
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[type=submit]").click()


def test_agent_reports_an_answer_and_its_owner_reviews_it(
    browser_page: Page, live_server: Any, settings: Any, faq: FaqPage, owner: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    UserFactory(username="sam", group=GroupName.AGENTS)
    page = browser_page
    page.goto(f"{live_server.url}/beheer/login/")
    log_in(page, "sam")
    page.goto(live_server.url + reverse("reviews:flag", args=[faq.pk]))
    page.get_by_label("Wat klopt er niet?").fill("Het bedrag is van vorig jaar.")
    page.get_by_role("button", name="Melden").click()
    expect(page.get_by_text(f"De eigenaar van “{QUESTION}” leest het")).to_be_visible()

    plan_digests(now=timezone.now(), last_run=None)
    [digest] = [each for each in mail.outbox if each.to == [owner.email]]
    assert personal_url(user=owner, page=faq).rpartition("/link/")[0] in digest.body

    page.context.clear_cookies()
    page.goto(next(word for word in digest.body.split() if "/reviews/link/" in word))
    log_in(page, "mo")
    expect(page.get_by_text("Het bedrag is van vorig jaar.")).to_be_visible()
    page.get_by_label("Opmerking").first.fill("Nagekeken: het klopt.")
    page.get_by_role("button", name="Klopt nog").click()
    expect(page.get_by_text(f"“{QUESTION}” klopt nog", exact=False)).to_be_visible()
    assert [(review.reviewer, review.remark) for review in Review.objects.all()] == [
        (owner, "Nagekeken: het klopt.")
    ]


def test_many_pages_are_confirmed_from_the_report(
    browser_page: Page, live_server: Any, base: Any, faq: FaqPage, owner: Any
) -> None:
    other = FaqPageFactory(parent=base, title="Hoe lang duurt het?", owner_person=owner)
    FaqPage.objects.update(review_on=timezone.localdate())
    page = browser_page
    sign_in(page.context, live_server.url, owner)
    page.goto(live_server.url + reverse("reviews:report"))
    for each in (faq, other):
        page.locator(f"[data-object-id='{each.pk}']").check()
    page.get_by_role("link", name="Zeg van de geselecteerde pagina's dat ze nog kloppen").click()
    page.get_by_role("button", name="Ja, ik heb ze bekeken").click()
    expect(page.get_by_text("2 pagina's zijn bijgewerkt.")).to_be_visible()
    assert FaqPage.objects.due(timezone.localdate()).count() == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_are_accessible(
    browser_page: Page, live_server: Any, base: Any, faq: FaqPage, owner: Any, screen: str
) -> None:
    """What is ours on them: Wagtail's frame around it is Wagtail's."""
    KnowledgeBase.objects.filter(pk=base.pk).update(manager=owner)
    confirmed = confirm_page(page=faq, user=owner, now=timezone.now())
    store_day(today=timezone.localdate())
    FaqPage.objects.update(review_on=timezone.localdate())
    address, part = {
        "review": (reverse("reviews:review", args=[faq.pk]), ".review"),
        "taking back": (reverse("reviews:undo", args=[confirmed.pk]), "main form"),
        "flag": (reverse("reviews:flag", args=[faq.pk]), "main form"),
        "report": (reverse("reviews:report"), "#listing-results"),
        "many at once": (f"{bulk_address('still_correct')}?id={faq.pk}", "main form"),
        "over time": (reverse("reviewhistory:report"), "#listing-results"),
        "front page": (reverse("wagtailadmin_home"), ".review-home"),
        "edit screen": (
            reverse("wagtailadmin_pages:edit", args=[faq.pk]) + "#tab-instellingen",
            ".review-panel",
        ),
    }[screen]
    page = browser_page
    sign_in(page.context, live_server.url, owner)
    page.goto(live_server.url + address)
    expect(page.locator(part)).to_be_visible()
    found = Axe().run(page, context=part)
    assert [violation["id"] for violation in found.response["violations"]] == []
