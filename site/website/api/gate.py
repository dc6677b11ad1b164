"""Wraps the views of our own API: every caller is anonymous, so other sites cannot abuse a visitor's cookies."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from website.api.errors import refusal

View = Callable[..., HttpResponse]


def for_anyone(view: View) -> View:
    """Makes every caller anonymous, and answers in the language of `?language=` or Accept-Language."""

    @functools.wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        request.COOKIES.clear()
        language = language_of(request)
        with translation.override(language):
            response = take(view, request, *args, **kwargs)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        if request.method == "GET":
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return gate


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def take(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A browser sends JSON to another site only after a CORS preflight, which we do not grant: so no foreign page can
    make its visitors ask or vote here."""
    if request.method == "POST" and request.content_type != "application/json":
        return refusal(415, _("Send JSON, with the content type application/json."))
    response = view(request, *args, **kwargs)
    if response.status_code != 405:
        return response
    refused = refusal(405, _("This address does not take this method."))
    refused.headers["Allow"] = response.headers["Allow"]
    return refused


def nothing_here(request: HttpRequest, path: str) -> HttpResponse:
    return refusal(404, _("There is nothing here."))
