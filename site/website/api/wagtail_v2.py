"""Wagtail's API v2, for public reading only: every caller is anonymous, whatever cookies are sent."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageAliasOfField, PageHtmlUrlField, PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from vraagbaak.knowledge.faqs.files import files_on
from website.api.public import public_pages, restricted_collections

UNUSABLE_VALUES = (ValidationError, ValueError, OverflowError)


class PublicReading:
    """Anonymous, JSON only; a value that the database cannot take is answered with 400."""

    authentication_classes: list[Any] = []
    renderer_classes = [JSONRenderer]

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, UNUSABLE_VALUES):
            data = {"message": "a query parameter has a value that cannot be used"}
            return Response(data, status=status.HTTP_400_BAD_REQUEST)
        return super().handle_exception(exc)  # type: ignore[misc]


class PublicAliasOfField(PageAliasOfField):
    """The original of a page, when that is public too."""

    def get_attribute(self, instance: Any) -> Any:
        if self.context["base_queryset"].filter(pk=instance.alias_of_id).exists():
            return super().get_attribute(instance)
        return None


class HtmlUrlField(PageHtmlUrlField):
    """The page's URL; the root paths of the sites are queried once per request instead of once per page."""

    def to_representation(self, page: Page) -> str | None:
        return page.get_full_url(self.context["request"])


class PublicPageSerializer(PageSerializer):
    html_url = HtmlUrlField(read_only=True)
    alias_of = PublicAliasOfField(read_only=True)


class PublicPages(PublicReading, PagesAPIViewSet):
    base_serializer_class = PublicPageSerializer

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.public

    @cached_property
    def public(self) -> QuerySet[Any]:
        try:
            return public_pages(self.request)
        except ValueError as error:
            raise BadRequestError(str(error)) from error

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("locale", "content_type")


class PublicFiles(PublicReading):
    def get_queryset(self) -> QuerySet[Any]:
        files = BaseAPIViewSet.get_queryset(self)
        files = files.exclude(collection__in=restricted_collections())
        return files_on(pages=public_pages(self.request), files=files)  # type: ignore[attr-defined]


class PublicImages(PublicFiles, ImagesAPIViewSet):
    pass


class PublicDocuments(PublicFiles, DocumentsAPIViewSet):
    pass


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PublicPages)
router.register_endpoint("images", PublicImages)
router.register_endpoint("documents", PublicDocuments)
