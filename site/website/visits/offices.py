"""The office behind the site of a request, as every page needs it to say whether questions can be asked."""

from django.http import HttpRequest

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.visits.sites import memory, site_of


def remembered_office(request: HttpRequest) -> Office | None:
    """At most some seconds old: for showing. What decides on a question asks the database."""
    site = site_of(request)
    if site is None:
        return None
    office: Office | None = memory.recall(("office", site.pk), Office.objects.filter(site=site).first)
    return office


def is_member(request: HttpRequest) -> bool:
    return audience_of(request.user) != Audience.EVERYONE


def admits(office: Office, request: HttpRequest) -> bool:
    """Whether this visitor may ask, as far as that can be told before an address is confirmed."""
    match AskAccess(office.ask_access):
        case AskAccess.CLOSED:
            return False
        case AskAccess.MEMBERS:
            return is_member(request)
    return True
