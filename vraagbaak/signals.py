"""Listens to what Wagtail does to pages, and calls the verbs that keep audiences and derived columns true."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from modelsearch.signal_handlers import post_delete_signal_handler
from wagtail.signals import post_page_move

from vraagbaak.audiences.actions import restrict_page
from vraagbaak.audiences.choices import Audience
from vraagbaak.bases.models import KnowledgeBase, Topic
from vraagbaak.faqs.actions import settle_moved_faqs, spread_audience
from vraagbaak.faqs.indexing import index_saved_faq
from vraagbaak.faqs.models import FaqPage


def connect() -> None:
    post_save.connect(restrict_saved_faq, sender=FaqPage)
    post_save.connect(index_saved_faq, sender=FaqPage)
    post_delete.connect(post_delete_signal_handler, sender=FaqPage)
    post_save.connect(restrict_saved_knowledge_base, sender=KnowledgeBase)
    post_page_move.connect(settle_moved_tree)


def restrict_saved_faq(
    *, instance: FaqPage, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if not raw and not update_fields:
        restrict_page(page=instance, audience=Audience(instance.audience))


def restrict_saved_knowledge_base(
    *, instance: KnowledgeBase, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if not raw and not update_fields:
        restrict_page(page=instance, audience=Audience(instance.audience))
        spread_audience(knowledge_base=instance)


def settle_moved_tree(*, instance: Any, **kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, FaqPage | Topic | KnowledgeBase):
        settle_moved_faqs(pages=FaqPage.objects.descendant_of(page, inclusive=True).iterator(chunk_size=500))
