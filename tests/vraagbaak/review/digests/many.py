"""Many pages at a small price: their rows alone, without history, index or log."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import FaqPage, KnowledgeBase


def add_many(*, base: KnowledgeBase, number: int, first: int = 1, **fields: Any) -> Sequence[FaqPage]:
    """Published pages below `base`; `first` keeps apart what is added in several calls."""
    pages = [
        FaqPage(
            title=f"Vraag {place}",
            slug=f"vraag-{place}",
            path=FaqPage._get_path(base.path, base.depth + 1, place),
            depth=base.depth + 1,
            url_path=f"{base.url_path}vraag-{place}/",
            locale_id=base.locale_id,
            content_type=ContentType.objects.get_for_model(FaqPage),
            live=True,
            knowledge_base=base,
            effective_audience=Audience.EVERYONE,
            **fields,
        )
        for place in range(first, first + number)
    ]
    Page.objects.bulk_create(pages)
    for page in pages:
        page.page_ptr_id = page.id
    FaqPage._base_manager.all()._batched_insert(pages, FaqPage._meta.local_concrete_fields, batch_size=None)
    return pages
