"""To which web addresses outside the product an answer links."""

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
# Browsers leave these out of an address, wherever they stand.
CONTROL_SIGNS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def outside_links(page: FaqPage) -> set[str]:
    """The http and https addresses in the answer, each once and without what follows #.

    Reads the answer as it is stored: rendering it would ask the database for each image and document, and the
    internet for each video.
    """
    answer = page.answer
    written = _addresses(answer.stream_block, answer.get_prep_value())
    return {address for each in written if (address := outside_address(each))}


def outside_address(written: str) -> str:
    """The address to ask for; empty for one that leads into the product or is none of the web."""
    address = CONTROL_SIGNS.sub("", written).strip().partition("#")[0]
    if address.startswith("//"):
        address = f"https:{address}"
    scheme, colon, _rest = address.partition(":")
    return address if colon and scheme.lower() in SCHEMES else ""


def host_of(address: str) -> str:
    """In small letters and without the port; empty where the address is malformed."""
    try:
        return (urlsplit(address).hostname or "")[:MAX_HOST_LENGTH]
    except ValueError:
        return ""


def _addresses(block: Block, value: Any) -> Iterator[str]:
    """What is written as an address in the stored `value` of a block of any kind."""
    if isinstance(block, EmbedBlock | URLBlock):
        yield value or ""
    elif isinstance(block, MarkdownBlock):
        yield from _in_html(render_markdown(value) if _may_link(value) else "")
    elif isinstance(block, RichTextBlock):
        yield from _in_html(value)
    else:
        for child, inner in _children(block, value):
            yield from _addresses(child, inner)


def _children(block: Block, value: Any) -> Iterable[tuple[Block, Any]]:
    """The blocks inside a block with their stored values; a kind that was taken out of the product is passed over."""
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
    """Lists were stored without a key for each item before Wagtail 2.16, and imports may write them so still."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _cells(block: BaseTypedTableBlock, table: dict[str, Any]) -> Iterator[tuple[Block | None, Any]]:
    columns = [block.child_blocks.get(column["type"]) for column in table["columns"]]
    for row in table["rows"]:
        yield from zip(columns, row["values"], strict=False)


def _in_html(html: str | None) -> Iterator[str]:
    """Links into the product have no `href` in stored rich text, but the key of a page or document."""
    if not _may_link(html):
        return
    for tag in BeautifulSoup(html or "", "html.parser").select("a[href], embed[url]"):
        yield str(tag.get("href") or tag.get("url") or "")


def _may_link(text: str | None) -> bool:
    """Most texts link nowhere; it is not worth parsing them."""
    return "//" in (text or "")
