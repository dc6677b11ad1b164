"""The URLs of the pages of a site, without a query for each."""

from functools import cached_property
from urllib.parse import quote

from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from vraagbaak.finding.cards import FaqCard
from vraagbaak.knowledge.bases.querysets import site_paths

# What Django's own `reverse` leaves as it is in a path.
SAFE_IN_PATH = "!$&'()*+,;=/~:@"


class PageUrls:
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
