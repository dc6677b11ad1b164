"""Answers as HTML, Markdown and plain text."""

import re
from xml.etree.ElementTree import Element

import markdown
import nh3
from bs4 import BeautifulSoup, Tag
from django.utils.html import format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown.inlinepatterns import (
    ImageInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdownify import ATX, MarkdownConverter

from vraagbaak.knowledge.faqs.models import FaqPage

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALLOWED_HEADINGS = ("h3", "h4", "h5", "h6")
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
INLINE_TAGS = {"a", "b", "br", "code", "del", "em", "i", "strong", "sub", "sup"}
SAFE_TAGS = INLINE_TAGS | TABLE_TAGS | {"blockquote", "hr", "li", "ol", "p", "pre", "ul", *ALLOWED_HEADINGS}
SAFE_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"colspan"}, "th": {"colspan", "scope"}}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
UNREAD_TAGS = ("script", "style", "iframe", "svg", "template")
PARAGRAPHS = ("p", "pre", "blockquote", "ul", "ol", "table", "figure", "section", "dl", *HEADINGS)
LINES = ("br", "li", "tr", "div", "caption", "figcaption", "dt", "dd", "hr")
LINE_EDGE, PARAGRAPH_EDGE = "\x1e", "\x1d"
EDGES = re.compile(f" *[{LINE_EDGE}{PARAGRAPH_EDGE}][ {LINE_EDGE}{PARAGRAPH_EDGE}]*")
ITEM_MARK_ALONE = re.compile(r"(?m)^(-|\d+\.)\s*\n+")
# At every bracket Python-Markdown searches for a link, up to the end of the text; these patterns look
# ahead for the closing bracket first, with possessive quantifiers, so that long texts cost a single pass.
LINK_TEXT = r"\[(?=(?:[^\[\]]++|\[[^\[\]]*+\])*+\]"
NO_IMAGE = r"(?<!!)"
TARGET = r"\((?:[^()\n]++|\([^()\n]*+\))*+\))"
LINK_PROCESSORS = (
    (LinkInlineProcessor, NO_IMAGE + LINK_TEXT + TARGET, "link", 160),
    (ImageInlineProcessor, "!" + LINK_TEXT + TARGET, "image_link", 150),
    (ReferenceInlineProcessor, NO_IMAGE + LINK_TEXT + r"[ ]?\[[^\[\]]*+\])", "reference", 170),
    (ShortReferenceInlineProcessor, NO_IMAGE + LINK_TEXT + ")", "short_reference", 130),
)
WHITESPACE = re.compile(r"\s+")
EMPTY_LINES = re.compile(r"\n[ \n]*\n")


def render_answer(page: FaqPage) -> SafeString:
    """The answer as HTML, each block through its own template."""
    return format_html_join("\n", "{}", ((block.render(),) for block in page.answer))


def answer_markdown(page: FaqPage) -> str:
    """The answer as Markdown, tables included."""
    soup = _readable(render_answer(page))
    converter = MarkdownConverter(heading_style=ATX, bullets="-", table_infer_header=True)
    return EMPTY_LINES.sub("\n\n", converter.convert_soup(soup)).strip()


def answer_text(page: FaqPage) -> str:
    """The answer as plain text: empty lines between paragraphs, each list item and table row on its own line."""
    return plain_text(render_answer(page))


def render_markdown(text: str) -> SafeString:
    """Safe HTML from untrusted Markdown; headings begin at h3 and skip no level. Text that is nested too deeply for
    Python is shown as typed."""
    try:
        html = _converter().convert(text.replace("\0", ""))
    except RecursionError:
        html = linebreaks(text, autoescape=True)
    safe = nh3.clean(
        html, tags=SAFE_TAGS, attributes=SAFE_ATTRIBUTES, url_schemes=LINK_SCHEMES, link_rel="noopener"
    )
    return mark_safe(safe)  # noqa: S308 - cleaned on the line above


def _converter() -> markdown.Markdown:
    """Python-Markdown without the parts that take quadratic time."""
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in ("image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    for processor, pattern, name, priority in LINK_PROCESSORS:
        converter.inlinePatterns.register(processor(pattern, converter), name, priority)
    converter.treeprocessors.register(HeadingOutline(converter), "our_outline", 0)
    return converter


class HeadingOutline(Treeprocessor):
    """Moves headings to levels below the page's own, and replaces external images by their description."""

    def run(self, root: Element) -> None:
        above: list[int] = []
        for element in root.iter():
            if element.tag in HEADINGS:
                level = HEADINGS.index(element.tag)
                above = [*(outer for outer in above if outer < level), level]
                element.tag = ALLOWED_HEADINGS[min(len(above), len(ALLOWED_HEADINGS)) - 1]
            elif element.tag == "img":
                element.tag, element.text = "span", element.get("alt", "")


def plain_text(html: str) -> str:
    """The text that a reader of `html` would see."""
    soup = _readable(html)
    _collapse_whitespace(soup)
    _mark_items(soup)
    for cell in soup.select("td + td, td + th, th + td, th + th"):
        cell.insert_before(" | ")
    for tag in soup.find_all([*LINES, *PARAGRAPHS]):
        _mark_edges(tag)
    text = EDGES.sub(lambda edges: "\n\n" if PARAGRAPH_EDGE in edges[0] else "\n", soup.get_text())
    return ITEM_MARK_ALONE.sub(r"\1 ", text.strip())


def _readable(html: str) -> BeautifulSoup:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(UNREAD_TAGS):
        tag.decompose()
    return soup


def _collapse_whitespace(soup: BeautifulSoup) -> None:
    for string in soup.find_all(string=True):
        if not string.find_parent("pre"):
            string.replace_with(WHITESPACE.sub(" ", string))


def _mark_items(soup: BeautifulSoup) -> None:
    for items in soup.find_all(["ol", "ul"]):
        numbered = items.name == "ol"
        children = [child for child in items.children if isinstance(child, Tag)]
        for number, item in enumerate(children, start=1):
            item.insert(0, f"{number}. " if numbered else "- ")


def _mark_edges(tag: Tag) -> None:
    """Blocks in a table cell stay on the line of their row; blocks in a list item are lines, not paragraphs."""
    if tag.find_parent(["td", "th"]):
        return
    edge = PARAGRAPH_EDGE if tag.name in PARAGRAPHS and not tag.find_parent("li") else LINE_EDGE
    tag.insert_after(edge)
    if tag.name != "br":
        tag.insert_before(edge)
