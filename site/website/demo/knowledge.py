"""The knowledge bases of the demo."""

import json
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Locale, Page

from vraagbaak.knowledge.faqs.rendering import render_markdown
from vraagbaak.models import AlternativePhrasing, FaqPage, KnowledgeBase, RelatedFaq, Topic

Owners = dict[str, Any]


def load_knowledge_base(*, content: dict[str, Any], home: Page, owners: Owners) -> KnowledgeBase:
    """Loads a knowledge base in each language for which the content has texts; the first is the original."""
    translations: list[KnowledgeBase] = []
    for language in content["title"]:
        parent = home.get_translation(Locale.objects.get(language_code=language))
        original = translations[0] if translations else None
        translations.append(
            load_base_in(content=content, language=language, parent=parent, original=original, owners=owners)
        )
    relate_pages(content=content, bases=translations)
    return translations[0]


def load_base_in(
    *, content: dict[str, Any], language: str, parent: Page, original: KnowledgeBase | None, owners: Owners
) -> KnowledgeBase:
    base = KnowledgeBase(
        title=content["title"][language],
        slug=content["slug"],
        intro=f"<p>{content['intro'][language]}</p>",
        audience=content["audience"],
        review_interval=content["review_interval_days"],
        default_owner_person=owners["manager"],
        locale=parent.locale,
    )
    add_translation(page=base, parent=parent, original=original)
    topics = load_topics(content=content, language=language, base=base, original=original)
    for row in content["faqs"]:
        if language in row["question"]:
            load_faq(
                row=row,
                language=language,
                parent=topics.get(row["topic"], base),
                original=original,
                owners=owners,
            )
    return base


def load_topics(
    *, content: dict[str, Any], language: str, base: KnowledgeBase, original: KnowledgeBase | None
) -> dict[str, Topic]:
    topics = {}
    for row in content["topics"]:
        if language in row["title"]:
            topic = Topic(
                title=row["title"][language], slug=row["slug"], intro=intro(row, language), locale=base.locale
            )
            twin = original and original.topics.filter(slug=row["slug"]).first()
            topics[row["slug"]] = add_translation(page=topic, parent=base, original=twin)
    return topics


def load_faq(
    *, row: dict[str, Any], language: str, parent: Page, original: Page | None, owners: Owners
) -> FaqPage:
    page = FaqPage(
        title=row["question"][language],
        external_id=row["id"],
        audience=row.get("audience", "everyone"),
        agent_note=row.get("agent_note", ""),
        review_interval=row.get("review_interval_days"),
        reviewed_on=as_date(row["reviewed"]),
        locale=parent.locale,
    )
    owner = owners[row["owner"]]
    page.owner_group, page.owner_person = (owner, None) if isinstance(owner, Group) else (None, owner)
    page.answer = json.dumps([answer_block(block) for block in row["answer"][language]])
    page.alternatives = [
        AlternativePhrasing(text=text) for text in row.get("alternatives", {}).get(language, [])
    ]
    page.tags.add(*row.get("tags", []))
    twin = original and original.faqs.filter(external_id=row["id"]).first()
    return add_translation(page=page, parent=parent, original=twin)


def add_translation(*, page: Any, parent: Page, original: Page | None) -> Any:
    if original:
        page.translation_key = original.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def relate_pages(*, content: dict[str, Any], bases: list[KnowledgeBase]) -> None:
    """Points pages at each other, once all are there."""
    for base in bases:
        pages = {page.external_id: page for page in base.faqs.all()}
        for row in content["faqs"]:
            related = [pages[key] for key in row.get("related", []) if key in pages]
            if row["id"] in pages and related:
                page = pages[row["id"]]
                page.related_faqs = [
                    RelatedFaq(related=other, sort_order=place) for place, other in enumerate(related)
                ]
                page.save_revision().publish()


def intro(row: dict[str, Any], language: str) -> str:
    text = row.get("intro", {}).get(language)
    return f"<p>{text}</p>" if text else ""


def as_date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def answer_block(block: dict[str, Any]) -> dict[str, Any]:
    [(kind, value)] = block.items()
    return {"type": kind, "value": BLOCKS[kind](value)}


def rich(text: Any) -> str:
    return str(render_markdown(str(text)))


def table(value: dict[str, Any]) -> dict[str, Any]:
    """A table in Wagtail's format: columns with their heading, rows of cells."""
    return {
        "caption": value.get("caption", ""),
        "columns": [{"type": "text", "heading": heading} for heading in value["header"]],
        "rows": [{"values": [rich(cell) for cell in row]} for row in value["rows"]],
    }


BLOCKS = {
    "text": rich,
    "steps": lambda value: {
        "title": value.get("title", ""),
        "steps": [rich(item) for item in value["items"]],
    },
    "notice": lambda value: {"tone": value["tone"], "text": rich(value["text"])},
    "table": table,
    "contact": lambda value: {
        key: value.get(key) or "" for key in ("title", "telephone", "email", "opening_hours")
    },
}
