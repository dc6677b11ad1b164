"""Which addresses an answer links to, whatever it is made of, without asking anybody."""

import json
from typing import Any

import pytest

from tests.factories import FaqPageFactory
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.extracting import external_url, external_urls, host_of

# A page asks for its content type, which is remembered only until a test that commits has run.
pytestmark = pytest.mark.django_db

SITE = "https://site.example/"


def link(name: str) -> str:
    return f'<p>Zie <a href="{SITE}{name}">hier</a>.</p>'


def page_with(*blocks: tuple[str, Any]) -> FaqPage:
    """A page as it comes from a revision or an import: its answer is not read yet."""
    return FaqPage(answer=json.dumps([{"type": kind, "value": value} for kind, value in blocks]))


EVERY_KIND = [
    ("text", link("text")),
    ("steps", {"title": "T", "steps": [link("old"), {"type": "item", "id": "1", "value": link("step")}]}),
    ("notice", {"tone": "info", "text": link("notice")}),
    (
        "table",
        {
            "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
            "rows": [{"values": [link("cell"), ""]}, {"values": ["", link("last-cell")]}],
            "caption": "C",
        },
    ),
    ("image", {"image": 1, "alt_text": "", "caption": f"{SITE}not-a-link"}),
    ("document", {"document": 1, "text": "D"}),
    ("video", {"video": f"{SITE}video", "transcript": link("transcript")}),
    ("markdown", f"[hier]({SITE}markdown) en [daar][1]\n\n    {SITE}code\n\n[1]: {SITE}reference"),
    ("contact", {"title": "C", "telephone": "14 020", "email": "info@site.example"}),
]


def test_every_kind_of_block_is_looked_through_without_the_database() -> None:
    found = external_urls(page_with(*EVERY_KIND))

    names = "text old step notice cell last-cell video transcript markdown reference"
    assert found == {SITE + name for name in names.split()}


def test_a_kind_of_block_that_is_no_more_is_passed_over() -> None:
    assert external_urls(page_with(("gone", link("a")), ("text", link("b")))) == {f"{SITE}b"}


@pytest.mark.parametrize("answer", ["", "[]", "geen JSON"])
def test_an_answer_without_blocks_links_to_nothing(answer: str) -> None:
    assert external_urls(FaqPage(answer=answer)) == set()


@pytest.mark.django_db
def test_an_answer_that_was_stored_and_one_in_memory_link_to_the_same(base: Any) -> None:
    page = FaqPageFactory(parent=base, answer=[("text", link("a")), ("markdown", f"<{SITE}b>")])

    stored = FaqPage.objects.get(pk=page.pk)
    list(stored.answer)

    assert external_urls(page) == external_urls(stored) == {f"{SITE}a", f"{SITE}b"}


def test_links_into_the_product_and_out_of_the_web_are_left_out() -> None:
    html = (
        '<p><a linktype="page" id="3">a</a> <a linktype="document" id="4">b</a> <a href="/pad">c</a>'
        '<a href="mailto:a//b@site.example">d</a> <a href="tel://14020">e</a> <a href="ftp://site.example">f</a>'
        '<a>g</a> <a href="">h</a> <a href="#https://site.example">i</a> https://site.example/</p>'
    )

    assert external_urls(page_with(("text", html))) == set()


def test_an_address_that_stands_twice_counts_once() -> None:
    html = f'<p><a href="{SITE}a#b">a</a> <a href="{SITE}a#c">b</a> <a href="{SITE}a">c</a></p>'

    assert external_urls(page_with(("text", html), ("markdown", f"<{SITE}a>"))) == {f"{SITE}a"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://site.example/a?b=c&d", "https://site.example/a?b=c&d"),
        ("  HTTP://Site.example/A  ", "HTTP://Site.example/A"),
        ("//site.example/a", "https://site.example/a"),
        ("https://site.example/\n\ta", "https://site.example/a"),
        ("https://site.example/\0\ud800a", "https://site.example/a"),
        ("https://site.example#a?b", "https://site.example"),
        ("http", ""),
        ("javascript:alert('//')", ""),
        ("site.example//a", ""),
    ],
)
def test_an_address_is_read_as_a_browser_would(written: str, address: str) -> None:
    assert external_url(written) == address


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Site.example:8000/a", "site.example"),
        ("https://user:secret@site.example/", "site.example"),
        ("http://[::1]:80/", "::1"),
        ("http://[", ""),
        ("http://", ""),
        (f"http://{'a' * 300}/", "a" * 255),
    ],
)
def test_every_address_has_a_host_or_none(address: str, host: str) -> None:
    assert host_of(address) == host
