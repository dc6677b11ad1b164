"""A form of ours that was open for so long that its CSRF token has expired: one press sends it after all."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.csrf import csrf_failure as plain_failure

ALWAYS_TYPED_ANEW = ("website:login", "website:logout")
NOT_REPEATED = (settings.CSRF_COOKIE_NAME, "csrfmiddlewaretoken")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Shows what was typed again, with a fresh token, when the form is one of this site."""
    if request.headers.get("HX-Request") or not (comes_from_here(request) and is_repeatable(request)):
        return plain_failure(request, reason=reason)
    fields = [
        (name, value) for name, values in request.POST.lists() if name not in NOT_REPEATED for value in values
    ]
    context: dict[str, Any] = {"fields": fields, "typed": dict(fields), "had_files": bool(request.FILES)}
    return render(request, "website/pages/stale_form.html", context, status=403)


def comes_from_here(request: HttpRequest) -> bool:
    """What another site makes a browser send is never offered again; browsers say which site a form comes from."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def is_repeatable(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return match.namespace == "website" and match.view_name not in ALWAYS_TYPED_ANEW
