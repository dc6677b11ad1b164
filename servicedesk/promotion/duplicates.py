"""Pages that may answer the question already, with how they differ from what is proposed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When

from servicedesk.promotion.differences import Passage, differences
from servicedesk.questions.models import Question
from vraagbaak.faqs.models import FaqPage
from vraagbaak.faqs.rendering import answer_markdown
from vraagbaak.finding.queries import search_faqs

MOST_DUPLICATES = 5


@dataclass(frozen=True)
class Duplicate:
    page: FaqPage
    question: list[Passage]
    answer: list[Passage]


def likely_duplicates(*, question: Question, user: Any) -> list[FaqPage]:
    """Published pages that the agent may see and that resemble what was asked, most alike first."""
    found = search_faqs(query=question.title, user=user, site=question.office.site)[:MOST_DUPLICATES]
    keys = [page.pk for page in found]
    in_order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(keys)))
    pages = FaqPage.objects.filter(pk__in=keys).select_related("knowledge_base", "topic")
    return list(pages.prefetch_related("tagged_items__tag").order_by(in_order)) if keys else []


def compared(pages: list[FaqPage], *, question_text: str, answer_text: str) -> list[Duplicate]:
    return [
        Duplicate(
            page=page,
            question=differences(page.title, question_text),
            answer=differences(answer_markdown(page), answer_text),
        )
        for page in pages
    ]


def linkable_pages(*, question: Question, user: Any) -> QuerySet[FaqPage]:
    """To which the question may be linked: what is published and the agent may see."""
    pages: QuerySet[FaqPage] = FaqPage.objects.visible_to(user).of_site(question.office.site)
    return pages
