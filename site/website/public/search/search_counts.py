"""Counts searches and the results that are chosen."""

import secrets
from datetime import date

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from vraagbaak.finding.popularity.actions import choose_page
from vraagbaak.finding.query_log.actions import count_click, count_search
from vraagbaak.finding.query_log.normalising import is_query
from vraagbaak.knowledge.faqs.models import FaqPage
from website.public.search.offers import Offer
from website.public.search.visitors import cache_key, visitor_hash

DAY_SECONDS = 86_400


def is_search(*, query: str, first_page: bool, filtered: bool) -> bool:
    """Whether this is a new search, not the next page or a filtered view of the same one."""
    return first_page and not filtered and is_query(query)


def count_searched(*, query: str, site: Site, language: str, found: bool) -> None:
    count_search(query=query, site=site, language=language, found=found, day=timezone.localdate())


def count_chosen(request: HttpRequest, *, offer: Offer, page: FaqPage, site: Site) -> None:
    """Counts a click: for the page once per visitor, query and day; for the search once per page of results."""
    today = timezone.localdate()
    visitor = visitor_hash(request, salt=salt_of_the_day(today))
    if cache.add(cache_key("chosen", visitor, offer.query, page.pk), True, DAY_SECONDS):
        choose_page(query=offer.query, page=page, day=today)
    if offer.counted and cache.add(cache_key("clicked", offer.nonce), True, DAY_SECONDS):
        count_click(query=offer.query, site=site, language=offer.language, day=today)


def salt_of_the_day(day: date) -> str:
    """Deleted after a day, and with it every way to tell whose hash is whose."""
    return str(cache.get_or_set(f"search:salt:{day}", lambda: secrets.token_hex(16), DAY_SECONDS))
