"""What base.html needs on every public page; a query is only made when a template uses its result."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Site

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.visits.sites import remembered_office

CATALOGUES = ("nl", "en")


class Frame:
    """The site around a page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @property
    def name(self) -> str:
        return (self.site and self.site.site_name) or settings.WAGTAIL_SITE_NAME

    @property
    def interface_language(self) -> str:
        """The language of our own texts; differs from the page's when there is no catalogue for that."""
        language = get_language() or settings.LANGUAGE_CODE
        return language if language in CATALOGUES else settings.LANGUAGE_CODE

    @cached_property
    def office(self) -> Office | None:
        return remembered_office(self.request)

    @property
    def has_office(self) -> bool:
        """Whether there is an office to ask, and therefore data that are kept of askers."""
        return self.office is not None

    @property
    def invites_questions(self) -> bool:
        """Whether pages invite visitors to ask; while an office is closed, only the link to its message remains."""
        return self.office is not None and self.office.ask_access != AskAccess.CLOSED

    @cached_property
    def is_agent(self) -> bool:
        return audience_of(self.request.user) == Audience.AGENTS


def site_frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request)}
