"""The office behind the site of a request, and who visits it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Site

from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.visits.rate_limits import client_ip
from website.visits.sites import memory, site_of


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
