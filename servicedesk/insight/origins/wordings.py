"""What people asked before and after a page was there, without what could tell who they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.deflection.querysets import asked_after_all
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.cleaning import NAMED_IN, cleaned
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet
from servicedesk.triage.choices import WITH_PAGE
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.personal_data.finding import without_personal_data

ON_A_PAGE = 20


@dataclass(frozen=True)
class TextList:
    """A page of texts; `name` is what its number is called in the address."""

    name: str
    texts: list[str]
    page: Page


def text_lists(
    page: FaqPage, *, query: Any, readable: QuestionQuerySet, with_reasons: bool
) -> dict[str, TextList]:
    """Lists with pages of their own, of the questions that are `readable`."""
    sources: dict[str, tuple[Any, Callable[[Any], str]]] = {
        "wordings": (with_people(led_to(page).filter(pk__in=keys_of(readable))), cleaned_title),
        "still": (with_people(still_asked(page).filter(pk__in=keys_of(readable))), cleaned_title),
    }
    if with_reasons:
        sources["reasons"] = (reasons_of(page), cleaned_reason)
    return {
        name: text_list(name, found, clean, number=query.get(name, ""))
        for name, (found, clean) in sources.items()
    }


def keys_of(questions: QuestionQuerySet) -> Any:
    return questions.order_by().values("pk")


def text_list(name: str, found: Any, clean: Callable[[Any], str], *, number: str) -> TextList:
    page = Paginator(found, ON_A_PAGE).get_page(number)
    return TextList(name, list(filter(None, map(clean, page.object_list))), page)


def led_to(page: FaqPage) -> QuestionQuerySet:
    """The questions that were taken up as this page, or linked to it."""
    questions = Question.objects.filter(triage__page=page, triage__outcome__in=WITH_PAGE, erased_at=None)
    return questions.order_by("-triage__decided_at", "-pk")


def still_asked(page: FaqPage) -> QuestionQuerySet:
    """What was asked by who had read the page, or had called it the answer shortly before."""
    opened = ShownSuggestion.objects.filter(run=OuterRef("pk"), page=page).exclude(opened_at=None)
    runs = AskRun.objects.filter(asked_after_all(), Exists(opened) | Q(answered_by=page))
    in_runs = Q(Exists(runs.filter(question=OuterRef("pk")))) | Q(
        Exists(runs.filter(followed_by=OuterRef("pk")))
    )
    return Question.objects.filter(in_runs, erased_at=None, status__in=GENUINE).order_by("-asked_at", "-pk")


def with_people(questions: QuestionQuerySet) -> QuestionQuerySet:
    """With those whose names are taken out."""
    return questions.select_related("asker", "handler", "office").prefetch_related(*NAMED_IN)


def cleaned_title(question: Question) -> str:
    return cleaned(question.title, question=question)


def reasons_of(page: FaqPage) -> Any:
    return Feedback.objects.filter(page=page, helpful=False).exclude(reason="").order_by("-given_at", "-pk")


def cleaned_reason(feedback: Feedback) -> str:
    return without_personal_data(feedback.reason)


def known_phrasings(page: FaqPage) -> Iterator[str]:
    """The question and its other phrasings, in the newest draft."""
    draft = page.get_latest_revision_as_object()
    yield draft.title
    yield from (alternative.text for alternative in draft.alternatives.all())
