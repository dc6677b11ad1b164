"""Makes an answered question a page in a knowledge base (rule 14)."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import AlternativePhrasing, FaqPage


class TopicElsewhereError(ValueError):
    """The topic belongs to another knowledge base than the chosen one."""


@dataclass(frozen=True, kw_only=True)
class PageProposal:
    """What a page is made of. The texts come without personal data; `answer` is Markdown."""

    question: str
    answer: str
    knowledge_base: KnowledgeBase
    alternatives: Sequence[str] = ()
    topic: Topic | None = None
    tags: Iterable[str] = ()
    owner_person: Any = None
    owner_group: Group | None = None
    """Without an owner the page gets that of the knowledge base."""
    review_planned_on: date | None = None
    """Without this date the interval counts from its publication."""


@transaction.atomic
def promote(*, proposal: PageProposal, user: User) -> FaqPage:
    """A draft page with the proposed texts, submitted to the workflow of the knowledge base.

    Who asked is not stored on the page. Raises TopicElsewhereError.
    """
    base, topic = proposal.knowledge_base, proposal.topic
    if topic and not topic.is_descendant_of(base):
        raise TopicElsewhereError
    page = FaqPage(
        title=proposal.question,
        owner=user,
        live=False,
        locale=base.locale,
        owner_person=proposal.owner_person,
        owner_group=proposal.owner_group,
        review_planned_on=proposal.review_planned_on,
    )
    if not slugify(proposal.question, allow_unicode=True):
        # A question without a single letter, from which Wagtail would make no slug.
        page.slug = f"faq-{uuid.uuid4().hex[:8]}"
    page.answer = [("markdown", proposal.answer)]
    page.alternatives = [AlternativePhrasing(text=text) for text in proposal.alternatives if text.strip()]
    (topic or base).add_child(instance=page)
    page.tags.set(proposal.tags)
    page.save_revision(user=user, log_action=True)
    if workflow := page.get_workflow():
        workflow.start(page, user)
    return page
