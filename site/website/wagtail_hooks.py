"""Hooks around the pages and documents that Wagtail serves to the public."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from vraagbaak.knowledge.faqs.files import may_open
from website.public.attachments.views import agent_attachment
from website.public.pages.read_counts import Serve, serve_counted
from website.visits.access import deny_access


@hooks.register("before_serve_page", order=-2)
def serve_each_language_at_its_own_address(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Wagtail answers /de/ with the home page of the site's own language when there is no German one."""
    if page.locale.language_code == get_language():
        return None
    return redirect(page.get_url(request))


@hooks.register("before_serve_page", order=-1)
def deny_strangers(
    page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Runs before Wagtail's own check, which would send everybody to the log-in page."""
    return deny_access(page, request)


@hooks.register("on_serve_page", order=1)
def count_readers(serve: Serve) -> Serve:
    """Runs inside Wagtail's own check: visitors who get a password form instead of the page have read nothing."""
    return partial(serve_counted, serve)


@hooks.register("before_serve_document")
def deny_documents_of_hidden_pages(document: Any, request: HttpRequest) -> None:
    """Raises Http404 for a document that is only used in answers which the visitor may not see."""
    if not may_open(file=document, user=request.user):
        raise Http404


@hooks.register("register_admin_urls")
def serve_attachments() -> list[URLPattern]:
    return [path("servicedesk/attachments/<int:pk>/", agent_attachment, name="question_attachment")]
