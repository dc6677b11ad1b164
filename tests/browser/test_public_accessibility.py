"""Every public page under axe-core, in light and dark, on a desk and in the hand; and nothing wider than the screen."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from servicedesk.lifecycle.answering import sign_off
from servicedesk.offices.choices import AskAccess
from tests import factories
from tests.browser.barriers import barriers_on
from vraagbaak.models import RelatedFaq

ANSWER = [
    (
        "text",
        "<p>Maak een <a href='https://zonneveld.example/'>afspraak</a>.</p><h3>Kosten</h3><ul><li>€ 83,50</li></ul>",
    ),
    ("steps", {"title": "Zo vraagt u het aan", "steps": ["<p>Maak een afspraak.</p>", "<p>Kom langs.</p>"]}),
    ("notice", {"tone": "warning", "text": "<p>Neem uw oude paspoort mee.</p>"}),
    ("notice", {"tone": "info", "text": "<p>Ophalen kan zonder afspraak.</p>"}),
    ("markdown", "| Leeftijd | Prijs |\n|---|---|\n| 18 | 83,50 |"),
    (
        "contact",
        {
            "title": "Burgerzaken",
            "telephone": "0119-555 010",
            "email": "bz@zonneveld.example",
            "opening_hours": "",
        },
    ),
]


@pytest.fixture
def addresses(live_server: Any, office: Any, topic: Any, agent: Any) -> list[str]:
    related = factories.FaqPageFactory(parent=topic, title="Wat kost een paspoort?")
    faq = factories.FaqPageFactory(
        parent=topic, slug="aanvragen", answer=ANSWER, tags=["paspoort"], reviewed_on=date(2026, 11, 1)
    )
    RelatedFaq.objects.create(page=faq, related=related)
    SearchPromotion.objects.create(query=Query.get("reisdocument"), page=faq)
    question = factories.QuestionFactory(office=office)
    sign_off(question=question, text="Ja, dat **kan**.", user=agent, now=timezone.now())
    paths = [
        "/",
        "/veelgestelde-vragen/",
        topic.url,
        faq.url,
        "/zoeken/?q=paspoort",
        "/zoeken/?q=zonnewijzer",
        # A slip of the keyboard, and a result that editors put on top.
        "/zoeken/?q=pasproot",
        "/zoeken/?q=reisdocument",
    ]
    paths += ["/vraag-stellen/", factories.status_address(question), "/inloggen/", "/bestaat-niet/"]
    return [f"{live_server.url}{path}" for path in paths]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_clean(
    browser: Browser, browser_context_args: dict[str, Any], addresses: list[str], colours: Any, width: int
) -> None:
    context = browser.new_context(
        **browser_context_args, color_scheme=colours, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    found = {}
    for address in addresses:
        page.goto(address)
        barriers = barriers_on(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        headings = page.locator("h1").count()
        if barriers or wide or headings != 1:
            found[address] = (barriers, wide, headings)
    context.close()

    assert found == {}


def test_the_steps_of_asking_are_clean(
    browser: Browser, browser_context_args: dict[str, Any], addresses: list[str]
) -> None:
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    found = {}

    def look(step: str) -> None:
        found[step] = barriers_on(page)

    page.goto(next(address for address in addresses if address.endswith("/vraag-stellen/")))
    page.locator("#id_title").press_sequentially("Hoe vraag ik een paspoort aan")
    page.wait_for_selector(".suggestions")
    look("suggestions while typing")
    page.locator(".suggestion-list a").first.click()
    page.locator("#beside .decline summary").click()
    look("an answer beside the form")
    page.keyboard.press("Escape")
    page.locator("#suggestions .suggestions").wait_for()
    page.locator("#suggestions").evaluate("slot => slot.replaceChildren()")
    page.click("#ask-form > .button")
    look("suggestions before sending")
    page.locator(".button-row > .button").click()
    page.click("main form > .button")
    look("details with errors")
    page.fill("#id_name", "Fatima de Vries")
    page.fill("#id_email", "fatima@post.example")
    page.click("main form > .button")
    page.wait_for_url("**/verzonden/**")
    look("sent")
    context.close()

    assert found == {step: [] for step in found}


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("access", [AskAccess.CLOSED, AskAccess.MEMBERS, AskAccess.CODE])
def test_the_doors_before_asking_are_clean(
    browser: Browser,
    browser_context_args: dict[str, Any],
    live_server: Any,
    office: Any,
    access: Any,
    colours: Any,
) -> None:
    office.ask_access, office.closed_message = access, "Bel ons vanaf maandag."
    office.save()
    context = browser.new_context(**browser_context_args, color_scheme=colours)
    page = context.new_page()
    page.goto(f"{live_server.url}/vraag-stellen/")
    if access == AskAccess.CODE:
        page.fill("#id_title", "Zeehonden")
        page.click("#ask-form > .button")
        page.fill("#id_email", "fatima@post.example")
        page.click("main form > .button")
        page.fill("#id_code", "onjuist")
        page.click("main form > .button")
    barriers = barriers_on(page)
    context.close()

    assert barriers == []
