"""What axe-core finds on a page that keeps somebody from using it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def barriers_on(page: Page) -> list[tuple[str, str]]:
    """The broken rules, each with an element that breaks it."""
    violations = Axe().run(page, options=WCAG).response["violations"]
    return [(each["id"], node["html"]) for each in violations for node in each["nodes"]]
