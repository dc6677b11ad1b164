"""What stands beside a question while it is answered: FAQ pages and earlier answers (rule 13)."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.text import Truncator
from wagtail.models import Locale

from servicedesk.questions.models import Answer, Question
from servicedesk.questions.passages import answers_to_pass_on, audience_of_asker
from vraagbaak.faqs.models import FaqPage
from vraagbaak.faqs.rendering import answer_text, plain_text, render_markdown
from vraagbaak.finding.queries import search_faqs
from vraagbaak.search.analysis import fold, language_key, stem
from vraagbaak.search.stopwords import stop_words

MOST_FAQS = 5
MOST_ANSWERS = 5
MOST_WORDS = 6
EXCERPT_WORDS = 36
TELLING_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class FaqCard:
    page: FaqPage
    excerpt: str
    may_be_inserted: bool

    @property
    def source(self) -> str:
        return f"faq-{self.page.pk}"


@dataclass(frozen=True)
class AnswerCard:
    answer: Answer
    excerpt: str

    @property
    def source(self) -> str:
        return f"answer-{self.answer.pk}"


@dataclass(frozen=True)
class Beside:
    query: str
    faqs: list[FaqCard]
    answers: list[AnswerCard]


def beside(*, question: Question, user: Any, query: str = "") -> Beside:
    """What resembles the question, or what the agent searches for in all languages."""
    return Beside(
        query=query,
        faqs=faq_cards(question=question, user=user, query=query),
        answers=answer_cards(question=question, user=user, query=query),
    )


def faq_cards(*, question: Question, user: Any, query: str) -> list[FaqCard]:
    for_asker = audience_of_asker(question).visible
    pages = found_faqs(question=question, user=user, query=query)
    return [
        FaqCard(
            page=page,
            excerpt=excerpt(answer_text(page)),
            may_be_inserted=page.effective_audience in for_asker,
        )
        for page in pages
    ]


def found_faqs(*, question: Question, user: Any, query: str) -> list[FaqPage]:
    """For the question itself first in the language of the asker; else, and for a search, in any language."""
    asked = {
        "query": query or f"{question.title} {question.body}",
        "user": user,
        "site": question.office.site,
    }
    locale = None if query else Locale.objects.filter(language_code=question.language).first()
    in_language = list(search_faqs(**asked, locale=locale)[:MOST_FAQS]) if locale else []
    return in_language or list(search_faqs(**asked)[:MOST_FAQS])


def answer_cards(*, question: Question, user: Any, query: str) -> list[AnswerCard]:
    words = telling_words(query or question.title, language=question.language)
    needed = len(words) if query else (len(words) + 1) // 2
    answers = earlier_answers(words=words, needed=needed, user=user).exclude(question=question)
    return [
        AnswerCard(answer=answer, excerpt=excerpt(plain_text(render_markdown(answer.text))))
        for answer in answers[:MOST_ANSWERS]
    ]


def earlier_answers(*, words: list[str], needed: int, user: Any) -> QuerySet[Answer]:
    """Answers with at least `needed` of the words in question or answer: most words, then latest, first."""
    if not words:
        return Answer.objects.none()
    answers = answers_to_pass_on(user=user).annotate(hits=reduce(add, map(holds, words)))
    return answers.filter(hits__gte=needed).select_related("question").order_by("-hits", "-signed_off_at")


def holds(word: str) -> Case:
    somewhere = (
        Q(text__icontains=word) | Q(question__title__icontains=word) | Q(question__body__icontains=word)
    )
    return Case(When(somewhere, then=Value(1)), default=Value(0), output_field=IntegerField())


def telling_words(text: str, *, language: str) -> list[str]:
    """The longest words of four letters and more, cut to their stem, without what every question has."""
    key = language_key(language)
    words = {word: stem(fold(word), key) for word in TELLING_WORD.findall(text.lower())}
    telling = {
        # A stem that is no longer the beginning of the word would not be found in a text.
        (stemmed if word.startswith(stemmed) else word): None
        for word, stemmed in words.items()
        if stemmed not in stop_words(key)
    }
    return sorted(telling, key=len, reverse=True)[:MOST_WORDS]


def excerpt(text: str) -> str:
    return Truncator(" ".join(text.split())).words(EXCERPT_WORDS)
