"""Template tags for what the public templates need beyond their context."""

from typing import Any

from django import template
from django.core.paginator import Page as PaginatorPage
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from servicedesk.asking.subject_fields.reading import details_in
from servicedesk.questions.models import Question
from vraagbaak.finding.cards import FaqCard
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import render_answer
from vraagbaak.search.excerpts import Piece, excerpt
from website.public.pages import languages, paging
from website.visits.page_urls import page_urls_of
from website.visits.sites import site_of

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: RequestContext) -> list[languages.LanguageLink]:
    return languages.language_links(context["request"], context.get("page"))


@register.simple_tag
def crumbs(page: Page) -> list[Page]:
    """The pages above a page, from the knowledge base down."""
    if isinstance(page, FaqPage):
        return [above for above in (page.knowledge_base, page.topic) if above]
    if isinstance(page, Topic):
        return list(KnowledgeBase.objects.ancestor_of(page))
    return []


@register.simple_tag
def details_of(question: Question) -> list[tuple[str, str]]:
    """The labels, in the language of the page, and values of what the asker filled in about the subject."""
    return details_in(question, language=get_language() or "")


@register.simple_tag
def answer(page: FaqPage) -> SafeString:
    return render_answer(page)


@register.simple_tag
def excerpt_of(card: FaqCard, query: str, length: int) -> list[Piece]:
    """The part of the answer that the query is about, in pieces that are hits or not."""
    return excerpt(card.prose, query, card.language, length)


@register.simple_tag(takes_context=True)
def card_url(context: RequestContext, card: FaqCard) -> str:
    site = site_of(context["request"])
    return page_urls_of(site).path_of(card) if site else ""


@register.simple_tag(takes_context=True)
def page_of(context: RequestContext, items: Any, size: int) -> PaginatorPage:
    return paging.page_of(items, request=context["request"], size=size)


@register.simple_tag(takes_context=True)
def list_page_url(context: RequestContext, number: int) -> str:
    """The URL of another page of the same list."""
    query = context["request"].GET.copy()
    query[paging.PARAMETER] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def search_url(context: RequestContext, words: str) -> str:
    """The URL of the same search with other words."""
    query = context["request"].GET.copy()
    query.pop(paging.PARAMETER, None)
    query["q"] = words
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def ask_run_key(context: RequestContext) -> str:
    """The key of the run from which this page was opened as a suggestion, if it was."""
    key = context["request"].GET.get("run", "")
    return key if len(key) <= 64 and key.replace("-", "").replace("_", "").isalnum() else ""
