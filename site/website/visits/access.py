"""Who may open a page (rule 5). Strangers are not told which pages exist."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page, Site

from vraagbaak.fields.numbers import read_key
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.required_audience import required_audience


def deny_access(page: Page, request: HttpRequest) -> HttpResponse | None:
    """None when `page` may be shown; the log-in page when that may help; raises Http404 otherwise."""
    needed = required_audience(page)
    if needed in audience_of(request.user).visible:
        return None
    if needed == Audience.PORTAL and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def find_faq(request: HttpRequest, number: int | str) -> FaqPage:
    """The page of this site, if this visitor may see it. Raises Http404 otherwise; any number or text may be asked."""
    key = read_key(str(number))
    if key is None:
        raise Http404
    faqs = FaqPage.objects.visible_to(request.user).of_site(Site.find_for_request(request))
    return get_object_or_404(faqs, pk=key)
