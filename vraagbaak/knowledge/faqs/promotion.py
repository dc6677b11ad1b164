"""Makes an answered question a page in a knowledge base (rule 14)."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify

from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage


class TopicElsewhereError(ValueError):
    """The topic belongs to another knowledge base than the chosen one."""


@transaction.atomic
def promote(
    *,
    question_text: str,
    answer_text: str,
    alternatives: list[str],
    knowledge_base: KnowledgeBase,
    topic: Topic | None = None,
    tags: Iterable[str] = (),
    owner_person: Any = None,
    owner_group: Group | None = None,
    review_planned_on: date | None = None,
    user: Any,
) -> FaqPage:
    """A draft page with this question and answer (Markdown), submitted to the workflow of the knowledge base.

    The caller has removed personal data; the asker is not stored on the page. Without an owner it gets that of
    the knowledge base; without a review date, the interval counts from its publication. Raises TopicElsewhereError.
    """
    if topic and not topic.is_descendant_of(knowledge_base):
        raise TopicElsewhereError
    page = FaqPage(
        title=question_text,
        owner=user,
        live=False,
        locale=knowledge_base.locale,
        owner_person=owner_person,
        owner_group=owner_group,
        review_planned_on=review_planned_on,
    )
    if not slugify(question_text, allow_unicode=True):
        # A question without a single letter, from which Wagtail would make no slug.
        page.slug = f"faq-{uuid.uuid4().hex[:8]}"
    page.answer = [("markdown", answer_text)]
    page.alternatives = [AlternativePhrasing(text=text) for text in alternatives if text.strip()]
    (topic or knowledge_base).add_child(instance=page)
    page.tags.set(tags)
    page.save_revision(user=user, log_action=True)
    if workflow := page.get_workflow():
        workflow.start(page, user)
    return page
