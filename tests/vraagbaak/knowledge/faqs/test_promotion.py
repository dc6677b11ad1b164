from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import KnowledgeBaseFactory, TopicFactory, page_proposal
from vraagbaak.knowledge.faqs.promotion import TopicElsewhereError, promote
from vraagbaak.models import FaqPage, Topic


def promote_something(base: Any, user: Any, **changes: Any) -> FaqPage:
    proposed = {"alternatives": ["paspoort thuis laten brengen", " "], "tags": ["paspoort"]}
    return promote(proposal=page_proposal(base, **proposed | changes), user=user)


def test_promotion_makes_a_draft_in_the_workflow(base: Any, topic: Any, agent: Any) -> None:
    page = FaqPage.objects.get(pk=promote_something(base, agent, topic=topic).pk)
    assert (page.live, page.topic, page.current_workflow_state.requested_by) == (False, topic, agent)


def test_promoted_page_holds_the_wording_and_the_tags(base: Any, agent: Any) -> None:
    page = promote_something(base, agent).get_latest_revision_as_object()
    assert [phrasing.text for phrasing in page.alternatives.all()] == ["paspoort thuis laten brengen"]
    assert [tag.name for tag in page.tags.all()] == ["paspoort"]
    assert page.answer[0].block_type == "markdown"


def test_topic_of_another_knowledge_base_is_refused_and_nothing_is_made(
    base: Any, home: Any, agent: Any
) -> None:
    elsewhere = TopicFactory(parent=KnowledgeBaseFactory(parent=home))
    with pytest.raises(TopicElsewhereError):
        promote_something(base, agent, topic=elsewhere)
    assert FaqPage.objects.count() == 0


def test_question_without_a_letter_gets_an_address_all_the_same(base: Any, agent: Any) -> None:
    page = promote_something(base, agent, question="[…]")
    assert page.slug.startswith("faq-")


def test_promoted_page_has_an_owner_and_is_due_a_term_after_its_approval(
    base: Any, topic: Any, agent: Any, moderator: Any
) -> None:
    Topic.objects.filter(pk=topic.pk).update(review_interval=60)
    draft = promote_something(base, agent, topic=Topic.objects.get(pk=topic.pk))
    draft.current_workflow_task_state.approve(user=moderator)
    page = FaqPage.objects.get(pk=draft.pk)
    assert (page.live, page.content_owner) == (True, agent)
    assert (page.reviewed_on, page.review_on) == (
        timezone.localdate(),
        timezone.localdate() + timedelta(days=60),
    )
