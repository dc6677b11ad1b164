"""For search engines: the pages that everyone may see, and what robots should leave alone."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage
from website.public.home.models import HomePage


class PublicPages(Sitemap):
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> list[Page]:
        return list(public_pages(Site.find_for_request(self.request)))

    def location(self, page: Page) -> str:
        return page.get_url_parts(self.request)[2]

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at


def public_pages(site: Site) -> Iterator[Page]:
    """In all languages of the site, as seen by a visitor who is not logged in (rule 5)."""
    stranger = AnonymousUser()
    homes = site.root_page.get_translations(inclusive=True).values("pk")
    return chain(
        HomePage.objects.live().filter(pk__in=homes),
        KnowledgeBase.objects.visible_to(stranger).of_site(site),
        Topic.objects.visible_to(stranger).of_site(site),
        FaqPage.objects.visible_to(stranger).of_site(site).defer_streamfields(),
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return render_sitemap(request, {"pages": PublicPages(request)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(
            f"Disallow: {path}"
            for path in ("/beheer/", "/vraag/", "/vraag-stellen/", "/zoeken/", "/inloggen/")
        ),
        *(f"Disallow: /en{path}" for path in ("/vraag/", "/vraag-stellen/", "/zoeken/", "/inloggen/")),
        "",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
