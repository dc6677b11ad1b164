"""Redirects readers of retired pages, without revealing pages that they may not see (rule 5)."""

from urllib.parse import urlparse

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from website.visits.access import deny_access


class CarefulRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, but a redirect to a hidden page stays a 404: the path of that page would tell what it is about."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or may_follow(request):
            return answer
        return response


def may_follow(request: HttpRequest) -> bool:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, urlparse(path).path)
    if redirect is None or redirect.redirect_page is None:
        return True
    page = redirect.redirect_page.specific
    try:
        return page.live and deny_access(page, request) is None
    except Http404:
        return False
