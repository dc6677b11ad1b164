"""Searching and reading FAQ pages: what an anonymous visitor may see on this site (rule 5)."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from wagtail.models import Locale, Site

from vraagbaak.finding.cards import FaqCard
from vraagbaak.finding.queries import search_cards, suggest_cards
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet
from vraagbaak.knowledge.faqs.rendering import answer_markdown, answer_text, render_answer
from vraagbaak.search.excerpts import excerpt
from website.api import schemas
from website.api.errors import Refusal, RefusedError
from website.visits import sites
from website.visits.page_urls import page_urls_of

router = Router(tags=["faqs"])
STRANGER = AnonymousUser()
EXCERPT_CHARACTERS = 200
REFUSED = {404: Refusal, 422: Refusal}


@router.get("/search", response={200: schemas.Found, **REFUSED}, operation_id="search")
def search(request: HttpRequest, asked: Query[schemas.Search]) -> Any:
    """The pages that answer a question, best first."""
    scope = search_scope(request, asked)
    if not asked.q.strip():
        return {"items": [], "total": 0}
    found = search_cards(query=asked.q, **scope)
    cards = found[asked.offset : asked.offset + asked.limit]
    return {
        "items": found_items(scope["site"], cards, found.shown_query),
        "total": found.count(),
        "corrected": found.shown_query if found.is_corrected else None,
    }


@router.get("/suggest", response={200: schemas.Found, **REFUSED}, operation_id="suggest")
def suggest(request: HttpRequest, asked: Query[schemas.Suggest]) -> Any:
    """Pages for what somebody is typing, from three characters; `total` counts up to the last of these."""
    scope = search_scope(request, asked)
    cards = suggest_cards(query=asked.q, limit=asked.offset + asked.limit, **scope)
    return {"items": found_items(scope["site"], cards[asked.offset :]), "total": len(cards)}


@router.get("/faqs/{page_id}", response={200: schemas.Faq, **REFUSED}, operation_id="faq")
def faq(request: HttpRequest, page_id: int) -> Any:
    """One question with its answer as HTML, Markdown and plain text."""
    page = find_faq(request, page_id)
    return {
        "id": page.pk,
        "external_id": page.external_id,
        "url": page.get_full_url(request),
        "question": page.question,
        "answer": {
            "html": render_answer(page),
            "markdown": answer_markdown(page),
            "text": answer_text(page),
        },
        "tags": sorted(tag.name for tag in page.tags.all()),
        "topic": topic_slug(page),
        "knowledge_base": page.knowledge_base.slug,  # type: ignore[union-attr]
        "alternatives": [each.text for each in page.alternatives.all()],
        "reviewed_on": page.reviewed_on,
        "review_on": page.review_on,
        "language": page.locale.language_code,
        "translations": translation_items(request, page),
        "related": [
            {"id": each.pk, "question": each.question, "url": each.get_full_url(request)}
            for each in page.related_to(STRANGER).of_site(site_of(request)).select_related("locale")
        ],
    }


def site_of(request: HttpRequest) -> Site:
    site = sites.site_of(request)
    if site is None:
        raise RefusedError(404, _("There is no site at this address."))
    return site


def public_faqs(request: HttpRequest) -> FaqPageQuerySet:
    return FaqPage.objects.visible_to(STRANGER).of_site(site_of(request))


def find_faq(request: HttpRequest, page_id: int) -> FaqPage:
    page = public_faqs(request).with_place().filter(id=page_id, knowledge_base__isnull=False).first()
    if page is None:
        raise RefusedError(404, _("There is no question with this number."))
    return page


def translation_items(request: HttpRequest, page: FaqPage) -> list[dict[str, Any]]:
    others = public_faqs(request).filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return [
        {"language": each.locale.language_code, "id": each.pk, "url": each.get_full_url(request)}
        for each in others.select_related("locale").order_by("locale__language_code")
    ]


def found_items(site: Site, cards: Iterable[FaqCard], query: str = "") -> list[dict[str, Any]]:
    urls = page_urls_of(site)
    return [
        {
            "id": card.pk,
            "external_id": card.external_id,
            "question": card.title,
            "excerpt": excerpt_of(card, query),
            "url": urls.full_url_of(card),
            "language": card.language,
            "knowledge_base": card.knowledge_base_slug,
            "topic": card.topic_slug,
            "score": card.score or 0,
        }
        for card in cards
    ]


def topic_slug(page: FaqPage) -> str | None:
    """None also for a topic that is itself not published."""
    return page.topic.slug if page.topic and page.topic.live else None


def excerpt_of(card: FaqCard, query: str) -> str:
    """Without a query the beginning of the answer, which costs far less: suggestions are fetched at each keystroke."""
    if not query:
        return shorten(card.prose, EXCERPT_CHARACTERS)
    pieces = excerpt(card.prose, query, card.language, EXCERPT_CHARACTERS)
    return "".join(text for text, _is_hit in pieces)


def shorten(text: str, length: int) -> str:
    """The beginning of a text of one line, cut between words."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rpartition(" ")[0] or text[:length]
    return f"{cut}…"


def search_scope(request: HttpRequest, asked: schemas.Search) -> dict[str, Any]:
    """For whom and where to search; raises RefusedError for what an anonymous visitor cannot know of."""
    site = site_of(request)
    locale = find_locale(asked.language) if asked.language else None
    base = find_knowledge_base(site, locale, asked.knowledge_base) if asked.knowledge_base else None
    topic = find_topic(site, locale, base, asked.topic) if asked.topic else None
    return {"user": STRANGER, "site": site, "locale": locale, "knowledge_base": base, "topic": topic}


def find_locale(language: str) -> Locale:
    locale = sites.locale_of(language)
    if locale is None:
        raise RefusedError(404, _("Nothing is published in this language."))
    return locale


def find_knowledge_base(site: Site, locale: Locale | None, slug: str) -> KnowledgeBase:
    bases = KnowledgeBase.objects.visible_to(STRANGER).of_site(site).filter(slug=slug)
    base = (bases.in_language(locale) if locale else bases).order_by("path").first()
    if base is None:
        raise RefusedError(404, _("There is no knowledge base with this name."))
    return base


def find_topic(site: Site, locale: Locale | None, base: KnowledgeBase | None, slug: str) -> Topic:
    topics = Topic.objects.visible_to(STRANGER).of_site(site).filter(slug=slug)
    if locale:
        topics = topics.in_language(locale)
    if base:
        topics = topics.child_of(base)
    topic = topics.order_by("path").first()
    if topic is None:
        raise RefusedError(404, _("There is no topic with this name."))
    return topic
