"""The site of a request, its office and its languages: needed in every request, and hardly ever changed.

Each process remembers them for some seconds, and forgets them at once when it changes one itself.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.visits.rate_limits import client_ip

REMEMBERED_SECONDS = 5
MAX_REMEMBERED = 1_000


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


def office_of(request: HttpRequest) -> Office:
    """As it stands in the database now. Raises Http404 on a site without an office."""
    return get_object_or_404(Office, site=site_of(request))


def remembered_office(request: HttpRequest) -> Office | None:
    """At most some seconds old: for showing. What decides on a question asks the database."""
    site = site_of(request)
    if site is None:
        return None
    office: Office | None = memory.recall(("office", site.pk), Office.objects.filter(site=site).first)
    return office


@dataclass(frozen=True)
class OfficeVisit:
    """Who visits which office: what a view needs to know of a request, whatever the visitor comes for."""

    office: Office
    site: Site
    user: User
    audience: Audience
    ip: str
    """The network address by which visitors are limited."""


def visit_office(request: HttpRequest, *, may_be_remembered: bool = False) -> OfficeVisit:
    """Raises Http404 on a site without an office."""
    site = site_of(request)
    office = remembered_office(request) if may_be_remembered else Office.objects.filter(site=site).first()
    if site is None or office is None:
        raise Http404
    return OfficeVisit(office, site, request.user, audience_of(request.user), client_ip(request))
