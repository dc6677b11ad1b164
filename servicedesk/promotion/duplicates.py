"""Pages that may answer the question already, with how they differ from what is proposed."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from servicedesk.earlier.likeness import overlap_with_slips, telling_stems
from servicedesk.promotion.differences import Passage, differences
from servicedesk.questions.models import Question
from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.models import Triage
from servicedesk.triage.similarity import ALIKE
from vraagbaak.finding.queries import search_faqs
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import answer_markdown

MAX_DUPLICATES = 5
MAX_DRAFTS = 200
"""The newest of an office: so many are compared at each view of the screen."""


@dataclass(frozen=True)
class Duplicate:
    page: FaqPage
    question: list[Passage]
    answer: list[Passage]


def likely_duplicates(*, question: Question, user: User) -> list[FaqPage]:
    """Published pages that the agent may see and that resemble what was asked, most alike first."""
    found = search_faqs(query=question.title, user=user, site=question.office.site)[:MAX_DUPLICATES]
    keys = [page.pk for page in found]
    in_order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(keys)))
    pages = FaqPage.objects.filter(pk__in=keys).select_related("knowledge_base", "topic")
    return list(pages.prefetch_related("tagged_items__tag").order_by(in_order)) if keys else []


def likely_drafts(*, question: Question, user: User) -> list[FaqPage]:
    """Pages that wait to be published, made of a question of this office that asks the same, most alike first."""
    language = question.language
    stems = telling_stems(question.title, language)
    drafts = drafts_of_office(question=question, user=user).order_by("-pk")[:MAX_DRAFTS]
    alike = {page: overlap_with_slips(stems, telling_stems(page.title, language)) for page in drafts}
    likely = [page for page, score in alike.items() if score >= ALIKE]
    return sorted(likely, key=lambda page: (-alike[page], -page.pk))[:MAX_DUPLICATES]


def drafts_of_office(*, question: Question, user: User) -> QuerySet[FaqPage]:
    """Pages that were never published, in knowledge bases and of questions that the agent may see."""
    promoted = Triage.objects.visible_to(user).filter(
        question__office=question.office, outcome=TriageOutcome.PROMOTED
    )
    bases = KnowledgeBase.objects.visible_to(user).of_site(question.office.site)
    drafts = FaqPage.objects.filter(
        live=False,
        first_published_at=None,
        pk__in=promoted.order_by().values("page"),
        knowledge_base__in=bases.order_by().values("pk"),
    )
    return drafts.select_related("knowledge_base", "topic")


def compared(pages: list[FaqPage], *, question_text: str, answer_text: str) -> list[Duplicate]:
    return [
        Duplicate(
            page=page,
            question=differences(page.title, question_text),
            answer=differences(answer_markdown(page), answer_text),
        )
        for page in pages
    ]


def linkable_pages(*, question: Question, user: User) -> QuerySet[FaqPage]:
    """The pages to which the question may be linked: published or still drafts, as far as the agent may see them."""
    published = FaqPage.objects.visible_to(user).of_site(question.office.site)
    drafts = drafts_of_office(question=question, user=user)
    return FaqPage.objects.filter(
        Q(pk__in=published.order_by().values("pk")) | Q(pk__in=drafts.order_by().values("pk"))
    )
