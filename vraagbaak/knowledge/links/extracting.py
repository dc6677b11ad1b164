"""The URLs outside the product to which an answer links."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.embeds.blocks import EmbedBlock

from vraagbaak.knowledge.faqs.blocks import MarkdownBlock
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import render_markdown

SCHEMES = ("http", "https")
MAX_HOST_LENGTH = 255
# Browsers ignore these anywhere in a URL.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def external_urls(page: FaqPage) -> set[str]:
    """The http and https URLs in the answer, each once and without fragment.

    Reads the answer as it is stored: rendering it would query the database for each image and document, and the
    internet for each video.
    """
    answer = page.answer
    written = _urls_in(answer.stream_block, answer.get_prep_value())
    return {url for each in written if (url := external_url(each))}


def external_url(written: str) -> str:
    """The URL to request; empty for a link within the product or of another scheme."""
    url = CONTROL_CHARACTERS.sub("", written).strip().partition("#")[0]
    if url.startswith("//"):
        url = f"https:{url}"
    scheme, colon, _rest = url.partition(":")
    return url if colon and scheme.lower() in SCHEMES else ""


def host_of(url: str) -> str:
    """In lower case and without the port; empty when the URL is malformed."""
    try:
        return (urlsplit(url).hostname or "")[:MAX_HOST_LENGTH]
    except ValueError:
        return ""


def _urls_in(block: Block, value: Any) -> Iterator[str]:
    """The URLs as written in the stored `value` of a block of any kind."""
    if isinstance(block, EmbedBlock | URLBlock):
        yield value or ""
    elif isinstance(block, MarkdownBlock):
        yield from _urls_in_html(render_markdown(value) if _may_link(value) else "")
    elif isinstance(block, RichTextBlock):
        yield from _urls_in_html(value)
    else:
        for child, inner in _children(block, value):
            yield from _urls_in(child, inner)


def _children(block: Block, value: Any) -> Iterable[tuple[Block, Any]]:
    """The blocks inside a block with their stored values; kinds that no longer exist are skipped."""
    pairs: Iterable[tuple[Block | None, Any]] = ()
    if value and isinstance(block, StreamBlock):
        pairs = ((block.child_blocks.get(item["type"]), item["value"]) for item in value)
    elif value and isinstance(block, StructBlock):
        pairs = ((block.child_blocks.get(name), inner) for name, inner in value.items())
    elif value and isinstance(block, ListBlock):
        pairs = ((block.child_block, _item_value(item)) for item in value)
    elif value and isinstance(block, BaseTypedTableBlock):
        pairs = _cells(block, value)
    return filter(_has_block, pairs)


def _has_block(pair: tuple[Block | None, Any]) -> bool:
    return pair[0] is not None


def _item_value(item: Any) -> Any:
    """Before Wagtail 2.16 list items were stored as bare values, and imports may still write them so."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _cells(block: BaseTypedTableBlock, table: dict[str, Any]) -> Iterator[tuple[Block | None, Any]]:
    columns = [block.child_blocks.get(column["type"]) for column in table["columns"]]
    for row in table["rows"]:
        yield from zip(columns, row["values"], strict=False)


def _urls_in_html(html: str | None) -> Iterator[str]:
    """Links within the product have no `href` in stored rich text, but the id of a page or document."""
    if not _may_link(html):
        return
    for tag in BeautifulSoup(html or "", "html.parser").select("a[href], embed[url]"):
        yield str(tag.get("href") or tag.get("url") or "")


def _may_link(text: str | None) -> bool:
    """Most texts hold no link; parsing those would be a waste."""
    return "//" in (text or "")
