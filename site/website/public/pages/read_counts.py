"""Counts how often FAQ pages are read, after the page was sent."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from wagtail.models import Page

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.page_views.actions import count_view
from website.visits.deferred_counts import CountedResponse
from website.visits.visitors import HourlyCounts, is_person

COUNTED_READINGS_PER_HOUR = 200
"""More readings by one network address, in one process, are taken for a robot's: served, and not counted."""
readings = HourlyCounts()

Serve = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponse]


def serve_counted(
    serve: Serve, page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse:
    """Previews in the admin do not pass through here."""
    response = serve(page, request, args, kwargs)
    if isinstance(page, FaqPage) and is_counted(request):
        count_when_sent(response, page)
    return response


def is_counted(request: HttpRequest) -> bool:
    return is_person(request) and readings.count_of(request) <= COUNTED_READINGS_PER_HOUR


def count_when_sent(response: HttpResponse, page: FaqPage) -> None:
    if isinstance(response, SimpleTemplateResponse) and response.status_code == 200:
        response.add_post_render_callback(partial(counted_response, page))


def counted_response(page: FaqPage, rendered: HttpResponse) -> CountedResponse:
    """The same response, after which the reading is counted."""
    count = partial(count_view, page=page, day=timezone.localdate())
    response = CountedResponse(rendered.content, headers=rendered.headers, count=count)
    response.cookies = rendered.cookies
    return response
