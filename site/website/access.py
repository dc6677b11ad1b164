"""Who may open a page (rule 5), as an answer that does not tell strangers what exists."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page

from vraagbaak.audiences.access import audience_of
from vraagbaak.audiences.choices import Audience
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.models import FaqPage


def refusal_of(page: Page, request: HttpRequest) -> HttpResponse | None:
    """None when `page` may be shown; the log-in page when that may help; raises Http404 otherwise."""
    needed = audience_needed(page)
    if needed in audience_of(request.user).visible:
        return None
    if needed == Audience.PORTAL and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def audience_needed(page: Page) -> Audience:
    match page:
        case FaqPage():
            return Audience(page.effective_audience)
        case KnowledgeBase():
            return Audience(page.audience)
        case Topic():
            return Audience(KnowledgeBase.objects.ancestor_of(page).get().audience)
        case _:
            return Audience.EVERYONE
