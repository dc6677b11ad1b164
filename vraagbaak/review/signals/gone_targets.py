"""When a page or document is unpublished or deleted, published answers that refer to it need a review (rule 3).

Related pages are hidden by themselves; only references in the answer count. Wagtail's reference index loses the
references when a target is deleted, so they are read before. The signals are raised after, when other pages that
go in the same deletion are gone as well.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.required_audience import required_audience
from vraagbaak.review.signals.actions import new_signal, raise_signals

ANSWER = "answer."


def report_unpublished_page(*, instance: Page, **kwargs: Any) -> None:
    """Deleting a page unpublishes it too, but in memory only; `report_deleted_page` handles that."""
    page = Page.objects.filter(pk=instance.pk, live=False).first()
    if page:
        with translation.override(settings.LANGUAGE_CODE):
            text = _("The page %(name)s is published no longer.") % {"name": name_of(page)}
        report_gone(pages=pages_that_refer_to(page), key=page_key(page), text=text, now=timezone.now())


def remember_referrers(*, instance: Any, **kwargs: Any) -> None:
    """Stores them on the instance, which Django passes to the receivers of `post_delete` as well."""
    instance.referring_pages = pages_that_refer_to(instance)
    with translation.override(settings.LANGUAGE_CODE):
        instance.shown_name = name_of(instance) if isinstance(instance, Page) else ""


def report_deleted_page(*, instance: Page, **kwargs: Any) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("The page %(name)s was deleted.") % {"name": instance.shown_name}
    report_gone(pages=instance.referring_pages, key=page_key(instance), text=text, now=timezone.now())


def report_deleted_document(*, instance: Any, **kwargs: Any) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("The document “%(title)s” was deleted.") % {"title": instance.title}
    report_gone(pages=instance.referring_pages, key=f"document:{instance.pk}", text=text, now=timezone.now())


def name_of(page: Page) -> str:
    """Its title, if the page is for everyone, since any reviewer may read this (rule 5)."""
    is_for_everyone = required_audience(page.specific) == Audience.EVERYONE
    return f"“{page.title}”" if is_for_everyone else _("that not everyone may see")


def pages_that_refer_to(target: Any) -> list[int]:
    """The keys of the FAQ pages whose saved answer refers to this page or document."""
    references = ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_for_model(FaqPage),
        to_content_type=ReferenceIndex._get_base_content_type(target),
        to_object_id=str(target.pk),
        model_path__startswith=ANSWER,
    )
    pages = references.annotate(page=Cast("object_id", BigIntegerField()))
    return list(pages.order_by("page").values_list("page", flat=True).distinct())


def page_key(page: Page) -> str:
    """Identifies the publication that ended, so that deleting an unpublished page is not reported again."""
    return f"page:{page.pk}:{page.last_published_at.isoformat() if page.last_published_at else ''}"


def report_gone(*, pages: Iterable[int], key: str, text: str, now: datetime) -> int:
    """Raises signals for the published ones of `pages`; gives for how many a review became due."""
    keys = list(pages)
    if not keys:
        return 0
    published = FaqPage.objects.live().filter(pk__in=keys).values_list("pk", flat=True)
    signals = [
        new_signal(page_id=page, kind=EvidenceKind.TARGET_GONE, key=key, text=text, now=now)
        for page in published.order_by("pk")
    ]
    return raise_signals(signals=signals, now=now)
