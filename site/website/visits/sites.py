"""The site of a request and its languages: needed in every request, and hardly ever changed.

Each process remembers them for some seconds, and forgets them at once when it changes one itself.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from servicedesk.offices.models import Office
from vraagbaak.finding.cards import FaqCard
from vraagbaak.knowledge.bases.querysets import site_paths

REMEMBERED_SECONDS = 5
MAX_REMEMBERED = 1_000
# What Django's own `reverse` leaves as it is in a path.
SAFE_IN_PATH = "!$&'()*+,;=/~:@"


@dataclass
class Memory:
    """What this process looked up in the last seconds."""

    found: dict[Any, tuple[float, Any]] = field(default_factory=dict)

    def recall(self, key: Any, find: Callable[[], Any]) -> Any:
        moment, value = self.found.get(key, (0.0, None))
        now = time.monotonic()
        if not moment or now - moment > REMEMBERED_SECONDS:
            if len(self.found) >= MAX_REMEMBERED:
                self.found.clear()
            value = find()
            self.found[key] = now, value
        return value

    def forget(self, **kwargs: Any) -> None:
        self.found.clear()


memory = Memory()


def forget_when_changed() -> None:
    for signal in (post_save, post_delete):
        for model in (Site, Locale, Office):
            signal.connect(memory.forget, sender=model)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_home)


def forget_home(*, instance: Page, **kwargs: Any) -> None:
    """Only home pages matter to where a site is; the pages below them are published all day."""
    if instance.depth <= 2:
        memory.forget()


def site_of(request: HttpRequest) -> Site | None:
    """The site of the host name. Stored on the request where Wagtail stores it, so that Wagtail finds it too."""
    kept = vars(request)
    if "_wagtail_site" not in kept:
        host = (request._get_raw_host(), request.get_port())  # type: ignore[attr-defined]
        kept["_wagtail_site"] = memory.recall(host, lambda: Site._find_for_request(request))
    site: Site | None = kept["_wagtail_site"]
    return site


def locale_of(language: str) -> Locale | None:
    find = Locale.objects.filter(language_code=language).first
    locale: Locale | None = memory.recall(("locale", language), find)
    return locale


def active_locale() -> Locale:
    language = translation.get_language()
    locale: Locale = memory.recall(("active locale", language), Locale.get_active)
    return locale


class PageUrls:
    """The URLs of the pages of a site, without a query for each."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @cached_property
    def homes(self) -> list[tuple[str, str]]:
        """For each language: the path in the tree of its home page, and the URL path of that."""
        homes = self.site.root_page.get_translations(inclusive=True)
        rows = homes.values_list("url_path", "locale__language_code")
        return [(url_path, home_path(language)) for url_path, language in rows]

    def path_of(self, card: FaqCard) -> str:
        for url_path, home in self.homes:
            if card.url_path.startswith(url_path):
                return home + quote(card.url_path[len(url_path) :], safe=SAFE_IN_PATH)
        return ""

    def full_url_of(self, card: FaqCard) -> str:
        return f"{self.site.root_url}{self.path_of(card)}"


def home_path(language: str) -> str:
    with translation.override(language):
        return reverse("wagtail_serve", args=("",))


def page_urls_of(site: Site) -> PageUrls:
    """Made once for as long as a site is remembered, together with the tree paths that a search needs."""
    if not hasattr(site, "_page_urls"):
        site_paths(site)
        site._page_urls = PageUrls(site)
    urls: PageUrls = site._page_urls
    return urls
