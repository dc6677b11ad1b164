"""The manuals against the code: every setting in the table, every link somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from scripts import floor_plans

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "site/website/settings.py"
OPERATOR = ROOT / "docs/operator.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
READ_FROM_ENVIRONMENT = re.compile(r"(?:\benv\.\w+|\brequired)\(\s*\"([A-Z_]+)\"")
TABLE_ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
MAX_IMAGE_BYTES = 250_000
PLACE = re.compile(
    r"(?<![\w./~-])((?:vraagbaak|servicedesk|site|templates|tests|scripts|bench|quality|docs)/[\w./-]*\w)"
)
MODULE = re.compile(
    r"`(?:python -m )?((?:vraagbaak|servicedesk|website|scripts|bench|quality)(?:\.[a-z_]+)+)(?![\w.])"
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def prose_of(page: Path) -> str:
    """The text without code, whose brackets are no links."""
    return CODE.sub("", page.read_text(encoding="utf-8"))


def anchors_of(page: Path) -> set[str]:
    """The anchors that GitHub and GitLab give to headings."""
    headings = HEADING.findall(prose_of(page))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(link: str, *, page: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in {"http", "https", "mailto"}
    target = (page.parent / unquote(parts.path)) if parts.path else page
    if not target.exists():
        return False
    return not parts.fragment or parts.fragment in anchors_of(target)


def test_settings_table_names_exactly_what_the_settings_read() -> None:
    read = READ_FROM_ENVIRONMENT.findall(SETTINGS.read_text(encoding="utf-8"))
    settings_chapter = OPERATOR.read_text(encoding="utf-8").split("\n## Settings\n")[1].split("\n## ")[0]

    assert sorted(TABLE_ROW.findall(settings_chapter)) == sorted(set(read))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_the_manuals_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(prose_of(page)) if not leads_somewhere(link, page=page)]

    assert broken == []


def test_images_are_shown_and_small_enough_for_a_repository() -> None:
    images = sorted((ROOT / "docs/images").glob("*.png"))
    shown = "\n".join(prose_of(page) for page in PAGES)

    assert [name_of(image) for image in images if image.name not in shown] == []
    assert [name_of(image) for image in images if image.stat().st_size > MAX_IMAGE_BYTES] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_places_that_a_manual_names_are_there(page: Path) -> None:
    code = "\n".join(CODE.findall(page.read_text(encoding="utf-8")))
    gone = [place for place in PLACE.findall(code) if not (ROOT / place).exists()]

    assert gone == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_modules_that_a_manual_names_are_there(page: Path) -> None:
    """Of a class or function only the module is looked for."""
    named = MODULE.findall(page.read_text(encoding="utf-8"))
    gone = [name for name in named if not is_in_a_module(name.split("."))]

    assert gone == []


def is_in_a_module(parts: list[str]) -> bool:
    folder = ROOT.joinpath("site" if parts[0] == "website" else "", *parts)
    in_module = folder.parent.with_suffix(".py").exists() and len(parts) > 2
    return folder.is_dir() or folder.with_suffix(".py").exists() or in_module


def test_floor_plans_show_the_packages_as_they_are() -> None:
    """To bring the page up to date: python -m scripts.floor_plans write"""
    assert floor_plans.PAGE.read_text(encoding="utf-8") == floor_plans.page()
