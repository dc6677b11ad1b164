"""What a screen reader is given while somebody asks: the tree of roles, names and announcements that Chromium makes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories

QUESTION = "Hoe vraag ik een paspoort aan?"
WHILE_TYPING = f"""
- heading "Stel een vraag" [level=1]
- list "Stappen"
- textbox "Uw vraag in één zin": Hoe vraag ik een paspoort
- status: /1 antwoord/
- region "Staat uw antwoord hierbij?":
  - heading "Staat uw antwoord hierbij?" [level=2]
  - list:
    - listitem:
      - link "{QUESTION}"
      - paragraph
      - button "Dit beantwoordt mijn vraag"
- textbox "Toelichting (niet verplicht)"
- button "Verder"
"""
OPENED_BESIDE = f"""
- heading "{QUESTION}" [level=2]
"""
WITHOUT_NAME = """
- heading "Waar mogen wij het antwoord naartoe sturen?" [level=1]
- alert:
  - paragraph: Het formulier is nog niet verstuurd
  - paragraph: /Wat u typte, staat er nog/
- list:
  - listitem: Vul uw naam in.
- textbox "Uw naam" [invalid]
- textbox "Uw e-mailadres" [invalid]
- button "Verstuur mijn vraag"
"""


@pytest.fixture
def address(live_server: Any, office: Any, topic: Any) -> str:
    factories.FaqPageFactory(parent=topic, title=QUESTION, answer="<p>Maak een afspraak.</p>")
    return f"{live_server.url}/vraag-stellen/"


def test_suggestions_are_announced_and_mistakes_stand_with_their_fields(
    browser_page: Page, address: str
) -> None:
    main = browser_page.get_by_role("main")
    browser_page.goto(address)
    browser_page.get_by_label("Uw vraag in één zin").press_sequentially("Hoe vraag ik een paspoort")
    expect(main).to_match_aria_snapshot(WHILE_TYPING)

    browser_page.get_by_role("link", name=QUESTION).press("Enter")
    expect(browser_page.get_by_role("heading", name=QUESTION)).to_be_focused()
    expect(main).to_match_aria_snapshot(OPENED_BESIDE)
    browser_page.keyboard.press("Escape")

    browser_page.get_by_role("button", name="Verder").press("Enter")
    browser_page.wait_for_url("**/gegevens/**")
    browser_page.get_by_role("button", name="Verstuur mijn vraag").press("Enter")
    expect(main).to_match_aria_snapshot(WITHOUT_NAME)
    expect(browser_page.get_by_label("Uw naam")).to_have_accessible_description("Vul uw naam in.")
