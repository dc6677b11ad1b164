"""Documents and images in answers are for those who may see one of these answers (rule 5)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from vraagbaak.knowledge.audiences.access import User, audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.models import FaqPage


def uses_on_pages(model: Any) -> QuerySet[Any]:
    """Where files of this model are used on pages, annotated with the ids `page` and `file`."""
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).annotate(
        page=Cast("object_id", BigIntegerField()),
        file=Cast("to_object_id", BigIntegerField()),
    )


def may_open(*, file: Any, user: User) -> bool:
    """Staff may open every file; others one that is used on no FAQ page, or on one that they may see."""
    if audience_of(user) == Audience.AGENTS:
        return True
    pages = uses_on_pages(type(file)).filter(file=file.pk).values("page")
    users = FaqPage.objects.filter(pk__in=pages)
    return users.visible_to(user).exists() or not users.exists()


def files_on(*, pages: Any, files: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `files` that one of `pages` uses."""
    uses = uses_on_pages(files.model).filter(page__in=pages.order_by().values("pk"))
    return files.filter(pk__in=uses.values("file"))
