"""What happens before Wagtail serves a page to the public."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from website.access import refusal_of


@hooks.register("before_serve_page", order=-2)
def serve_each_language_at_its_own_address(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Wagtail answers /de/ with the home page of the site's own language when there is no German one."""
    if page.locale.language_code == get_language():
        return None
    return redirect(page.get_url(request))


@hooks.register("before_serve_page", order=-1)
def refuse_strangers(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Comes before Wagtail's own check, which would send everybody to the log-in page."""
    return refusal_of(page, request)
