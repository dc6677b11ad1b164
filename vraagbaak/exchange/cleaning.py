"""Makes HTML from elsewhere safe, and turns it into our rich text: a flat sequence of simple blocks."""

import re
from collections.abc import Container, Iterator

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from django.utils.html import escape
from django.utils.translation import gettext as _

from vraagbaak.exchange import limits

INLINE_TAGS = frozenset(["a", "b", "i", "br", "code", "sup", "sub"])
TEXT_TAGS = INLINE_TAGS | frozenset(["p", "h3", "h4", "ul", "ol", "li", "hr", "blockquote"])
TABLE_TAGS = frozenset(["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"])
# These tags do not stay, but their meaning does: bold text, a new paragraph, the description of an image.
CONTAINERS = frozenset(
    ["div", "section", "article", "main", "header", "footer", "figure", "figcaption", "dl", "dt", "dd", "p"]
)
RESHAPED_TAGS = CONTAINERS | frozenset(["strong", "em", "img", "pre", "h1", "h2", "h5", "h6"])
RENAMED = {"strong": "b", "em": "i"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = CONTAINERS | {"ul", "ol", "li", "hr", "blockquote", "pre", "table", *HEADINGS}
ALLOWED_HEADINGS = ("h3", "h4")
# These hold inline text, with line breaks, and no blocks.
LINES = {"li", "blockquote", "caption", *HEADINGS, *(INLINE_TAGS - {"br"})}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "iframe",
    "object",
    "noscript",
    "template",
    "title",
    "textarea",
    "select",
}
WHITESPACE = re.compile(r"[ \t\r\n]+")
TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)")
ANY_TAG = re.compile(r"<[^>]*>")
# Paragraphs, as nh3 writes them, in which nothing needs reshaping.
PLAIN_PARAGRAPHS = re.compile(
    r"(?:<p>(?:[^<&\xa0]++|&(?:amp|lt|gt);|</?(?:b|i|code|sup|sub)>|<br>)*+</p>\s*+)++"
)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
PARAGRAPH_BREAK = re.compile(r"(?:\s*<br\s*/?>){2,}\s*")
EDGE_BREAKS = re.compile(r"\A(?:\s|<br\s*/?>)+|(?:\s|<br\s*/?>)+\Z")


class UnusableAnswerError(Exception):
    """An answer cannot be imported; the message is a sentence that says why."""


def clean(html: str) -> list[str | Tag]:
    """Makes HTML safe and returns its blocks: HTML of p, h3, h4, ul, ol, hr and blockquote, and table tags.

    Links use http(s), mailto or tel, or are relative; headings begin at h3 and skip no level; images are replaced
    by their alternative text; empty paragraphs are dropped. Raises UnusableAnswerError if nested too deeply.
    """
    safe = _safe(html)
    if _depth(safe) > limits.NESTING:
        raise UnusableAnswerError(_("the answer's HTML is nested more than %d deep.") % limits.NESTING)
    if PLAIN_PARAGRAPHS.fullmatch(safe):
        return list(_plain_paragraphs(safe))
    soup = BeautifulSoup(safe, "html.parser")
    _reshape(soup)
    return list(_blocks(soup))


def _plain_paragraphs(safe: str) -> Iterator[str]:
    """Most answers are no more than this, and need no parse tree, the slowest part of an import."""
    for paragraph in PARAGRAPH.findall(safe):
        yield from _paragraphs([WHITESPACE.sub(" ", paragraph)])


def paragraphs(cell: Tag) -> str:
    """The safe text of a table cell, as paragraphs."""
    return safe_text("".join(str(block) for block in _blocks(cell)))


def safe_text(html: str) -> str:
    """Cleans once more what goes into a rich text field, whatever was done to the HTML before."""
    return nh3.clean(
        html, tags=set(TEXT_TAGS), attributes={"a": {"href"}}, url_schemes=URL_SCHEMES, link_rel=None
    )


def _safe(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TEXT_TAGS | TABLE_TAGS | RESHAPED_TAGS),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes={
            "a": {"href"},
            "img": {"alt"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        url_schemes=URL_SCHEMES,
        link_rel=None,
    )


def _depth(safe: str) -> int:
    """How deep well-formed HTML is nested, without building a tree."""
    depth = deepest = 0
    for match in TAG.finditer(safe):
        depth += 0 if match["name"] in ("br", "hr", "img") else -1 if match["closing"] else 1
        deepest = max(deepest, depth)
    return deepest


def _reshape(soup: BeautifulSoup) -> None:
    """Converts the whole tree to our tags, so that splitting it into blocks meets no others."""
    for image in _tags(soup, {"img"}):
        image.replace_with(str(image.get("alt", "")))
    for link in _tags(soup, {"a"}):
        if not link.get("href") or not link.get_text(strip=True):
            link.unwrap()
    for tag in _tags(soup, RENAMED):
        tag.name = RENAMED[tag.name]
    _renumber_headings(soup)
    for tag in _tags(soup, LINES):
        _make_inline(tag)
    _tidy_whitespace(soup)


def _tags(node: Tag, names: Container[str]) -> list[Tag]:
    """The same as `find_all` in a fraction of the time; an import spends most of its time here."""
    return [tag for tag in node.descendants if isinstance(tag, Tag) and tag.name in names]


def _tidy_whitespace(soup: BeautifulSoup) -> None:
    for string in [node for node in soup.descendants if isinstance(node, NavigableString)]:
        tidy = WHITESPACE.sub(" ", string)
        if tidy != string and not string.find_parent("pre"):
            string.replace_with(tidy)


def _renumber_headings(soup: BeautifulSoup) -> None:
    headings = [heading for heading in _tags(soup, HEADINGS) if heading.get_text(strip=True)]
    levels = sorted({heading.name for heading in headings})
    for heading in headings:
        heading.name = ALLOWED_HEADINGS[min(levels.index(heading.name), len(ALLOWED_HEADINGS) - 1)]


def _make_inline(tag: Tag) -> None:
    """Turns blocks inside a list item, quotation, heading or link into lines; tables move out of it."""
    for table in _tags(tag, {"table"}):
        _outermost(tag).insert_after(table.extract())
    allowed = {"ul", "ol", "li"} if tag.name == "li" else set()
    for block in _tags(tag, BLOCKS - allowed):
        if any(_is_content(sibling) for sibling in block.previous_siblings):
            block.insert_before(BeautifulSoup("<br>", "html.parser"))
        block.unwrap()


def _outermost(tag: Tag) -> Tag:
    """The outermost list, quotation, heading or link that holds the tag."""
    parents = [parent for parent in tag.parents if parent.name in LINES or parent.name in ("ul", "ol")]
    return parents[-1] if parents else tag


def _is_content(element: PageElement) -> bool:
    return isinstance(element, Tag) or bool(str(element).strip())


def _blocks(node: Tag) -> Iterator[str | Tag]:
    """The blocks below a node, in order; text between blocks becomes paragraphs."""
    line: list[str] = []
    for child in node.children:
        if not (isinstance(child, Tag) and child.name in BLOCKS):
            line.append(_inline_html(child))
            continue
        yield from _paragraphs(line)
        line = []
        yield from _block(child)
    yield from _paragraphs(line)


def _block(tag: Tag) -> Iterator[str | Tag]:
    if tag.name in CONTAINERS or tag.name == "li":
        yield from _blocks(tag)
    elif tag.name == "pre":
        yield f"<p><code>{'<br>'.join(escape(tag.get_text().strip()).splitlines())}</code></p>"
    elif tag.name == "table":
        yield tag
    elif tag.name == "hr" or tag.get_text(strip=True):
        yield str(tag)


def _inline_html(element: PageElement) -> str:
    return str(element) if isinstance(element, Tag) else escape(str(element))


def _paragraphs(line: list[str]) -> Iterator[str]:
    """Two line breaks in a row count as a new paragraph."""
    for paragraph in PARAGRAPH_BREAK.split("".join(line)):
        text = EDGE_BREAKS.sub("", paragraph)
        if ANY_TAG.sub("", text).strip():
            yield f"<p>{text}</p>"
