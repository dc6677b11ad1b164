"""Wagtail's API v3, for public reading only: all its views are wrapped."""

import functools
import json
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from wagtail.api.v3 import querysets
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import problem_response
from wagtail.utils.urlpatterns import decorate_urlpatterns

from website.api.public import public_pages

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
POINTERS = ("parent", "alias_of")
PUBLIC_PATHS = "/pages/"

# Wagtail has no hook for the pages that anonymous callers get; all its endpoints call this one function.
querysets.get_public_pages_queryset = public_pages


def for_public_reading(view: View) -> View:
    """Rejects writing, ignores tokens and cookies, and names no hidden page that a public one points to."""

    @functools.wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READING:
            return problem_response(status=405, detail="This API is for reading only.")
        request.META.pop("HTTP_AUTHORIZATION", None)
        request.COOKIES.clear()
        try:
            response = view(request, *args, **kwargs)
        except (ValueError, OverflowError):
            return problem_response(status=400, detail="A parameter has a value that cannot be used.")
        return without_hidden_pointers(request, response)

    return gate


def without_hidden_pointers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """v3 names the parent and the original of a page without checking whether the caller may see those."""
    if response.status_code != 200 or not response.get("Content-Type", "").startswith("application/json"):
        return response
    content = json.loads(response.content)
    meta = content.get("meta") or {}
    pointers = {name: meta[name] for name in POINTERS if isinstance(meta.get(name), dict)}
    if not pointers:
        return response
    ids = [pointer["id"] for pointer in pointers.values()]
    seen = set(public_pages(request).filter(pk__in=ids).values_list("pk", flat=True))
    meta |= {name: None for name, pointer in pointers.items() if pointer["id"] not in seen}
    response.content = json.dumps(content).encode()
    return response


def openapi(request: HttpRequest) -> HttpResponse:
    """Describes only what is open here: reading pages."""
    schema = dict(api.get_openapi_schema(path_prefix="/api/v3/"))
    schema["info"] = {**schema["info"], "description": "Public reading of pages."}
    schema["paths"] = {
        address: {"get": {key: value for key, value in operations["get"].items() if key != "security"}}
        for address, operations in schema["paths"].items()
        if PUBLIC_PATHS in address and "revisions" not in address and "get" in operations
    }
    schema.get("components", {}).pop("securitySchemes", None)
    return JsonResponse(schema)


def no_docs(request: HttpRequest) -> HttpResponse:
    """Wagtail's page would load scripts from elsewhere."""
    raise Http404


own_patterns = [path("openapi.json", openapi), path("docs/", no_docs)]
patterns, app_name, namespace = api.urls
decorate_urlpatterns(patterns, for_public_reading)
