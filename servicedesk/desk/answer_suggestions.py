"""What stands beside a question while it is answered: FAQ pages, earlier answers, and what the asker asked before
(rule 13). One search looks in all three."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator
from wagtail.models import Locale

from servicedesk.desk.passages import answers_to_pass_on
from servicedesk.earlier.likeness import telling_stems
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.earlier.similar import asked_in, likeness, search_earlier
from servicedesk.questions.asker_audience import audience_of_asker
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.audiences import answers_kept_from
from servicedesk.questions.sources.reuse import lift_of, reuse_counts
from vraagbaak.finding.lifting import lifted
from vraagbaak.finding.queries import search_faqs
from vraagbaak.finding.question_suggestions import suggest_for_question
from vraagbaak.finding.results import pages_of
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.rendering import answer_text, plain_text, render_markdown

MAX_FAQS = 5
MAX_ANSWERS = 5
MAX_HISTORY = 5
LOOKED_AT = 20
"""So many of the best earlier answers are reordered by how often they were reused."""
HISTORY_LOOKED_AT = 100
LEAST_LIKENESS = 0.35
"""Below it an earlier question has a word in common and nothing more."""
EXCERPT_WORDS = 36
SCORE = "score"


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
    """`reused` is in how many later answers it was given again."""

    answer: Answer
    earlier: EarlierQuestion
    excerpt: str
    reused: int
    may_be_inserted: bool

    @property
    def source(self) -> str:
        return f"answer-{self.answer.pk}"


@dataclass(frozen=True)
class HistoryCard:
    question: Question
    excerpt: str


@dataclass(frozen=True)
class AnswerSuggestions:
    query: str
    faqs: list[FaqCard]
    answers: list[AnswerCard]
    history: list[HistoryCard]


def suggestions_for(*, question: Question, user: User, query: str = "") -> AnswerSuggestions:
    """What resembles the question, or what the agent searches for in all languages."""
    return AnswerSuggestions(
        query=query,
        faqs=faq_cards(question=question, user=user, query=query),
        answers=answer_cards(question=question, user=user, query=query),
        history=history_cards(question=question, user=user, query=query),
    )


# FAQ pages


def faq_cards(*, question: Question, user: User, query: str) -> list[FaqCard]:
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


def found_faqs(*, question: Question, user: User, query: str) -> list[FaqPage]:
    """For the question itself what the asker was offered, of all that the agent may see, in the language of the asker;
    when that is nothing, and for a search, in any language."""
    place: dict[str, Any] = {"user": user, "site": question.office.site}
    locale = None if query else Locale.objects.filter(language_code=question.language).first()
    if locale:
        asked: dict[str, Any] = {"title": question.title, "body": question.body, "limit": MAX_FAQS}
        if cards := suggest_for_question(**asked, **place, locale=locale):
            return pages_of(cards)
    return list(search_faqs(query=query or asked_in(question), **place)[:MAX_FAQS])


# Earlier answers


def answer_cards(*, question: Question, user: User, query: str) -> list[AnswerCard]:
    found = earlier_answers(question=question, user=user, query=query)
    reused = reuse_counts(earlier.question_id for earlier in found)
    answers = last_answers([earlier.question_id for earlier in found], user=user)
    kept = answers_kept_from(audience_of_asker(question), among=[answer.pk for answer in answers.values()])
    cards = [
        AnswerCard(
            answer=answers[earlier.question_id],
            earlier=earlier,
            excerpt=excerpt(plain_text(render_markdown(earlier.answer))),
            reused=reused.get(earlier.question_id, 0),
            may_be_inserted=answers[earlier.question_id].pk not in kept,
        )
        for earlier in by_reuse(found, reused)
        if earlier.question_id in answers
    ]
    return cards[:MAX_ANSWERS]


def earlier_answers(*, question: Question, user: User, query: str) -> list[EarlierQuestion]:
    """What the engine finds; for the question itself only what has more than a word in common with it."""
    among = EarlierQuestion.objects.visible_to(user).answered()
    found = search_earlier(query or asked_in(question), among=among, but=question)
    best = list(found.annotate_score(SCORE)[:LOOKED_AT])
    return best if query else [each for each in best if likeness(question, each) >= LEAST_LIKENESS]


def by_reuse(found: list[EarlierQuestion], reused: dict[int, int]) -> list[EarlierQuestion]:
    """What was given again more often stands higher."""
    scores = [getattr(earlier, SCORE, None) for earlier in found]
    lifts = [lift_of(reused.get(earlier.question_id, 0)) for earlier in found]
    return [earlier for earlier, _score in lifted(found, scores=scores, lifts=lifts)]


def last_answers(questions: Iterable[int], *, user: User) -> dict[int, Answer]:
    """By key of the question; of what was reopened or is not the agent's to see there is none."""
    given = answers_to_pass_on(user=user).filter(question__in=list(questions))
    return {answer.question_id: answer for answer in given.order_by("signed_off_at", "pk")}


# What the asker asked before


def history_cards(*, question: Question, user: User, query: str) -> list[HistoryCard]:
    """The latest first; with a search those that hold all its words."""
    asked = islice(holding(query, history_of(question=question, user=user)), MAX_HISTORY)
    return [HistoryCard(question=each, excerpt=excerpt(each.body)) for each in asked]


def history_of(*, question: Question, user: User) -> list[Question]:
    """Other questions of the same party, or of the same account, in the offices that the agent sees."""
    party = question.asker
    same = Q(asker=party) | Q(asker__user=party.user_id) if party.user_id else Q(asker=party)
    genuine = Question.objects.visible_to(user).filter(same, status__in=GENUINE, erased_at=None)
    others = genuine.exclude(pk=question.pk).select_related("office").order_by("-asked_at", "-pk")
    return list(others[:HISTORY_LOOKED_AT])


def holding(query: str, questions: list[Question]) -> Iterable[Question]:
    if not query:
        return questions
    return (
        each
        for each in questions
        if telling_stems(query, each.language) <= telling_stems(asked_in(each), each.language)
    )


def excerpt(text: str) -> str:
    return Truncator(" ".join(text.split())).words(EXCERPT_WORDS)
