"""What an agent may take over into an answer: FAQ pages and earlier answers, as text or as a link, in Markdown."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from servicedesk.questions.asker_audience import audience_of_asker
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.cleaning import NAMED_IN, cleaned
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.audiences import answers_kept_from
from servicedesk.questions.sources.models import InsertedAs
from vraagbaak.fields.numbers import read_key
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet
from vraagbaak.knowledge.faqs.rendering import answer_markdown

OWN_SITE_LINK = re.compile(r"\]\(/(?!/)")


class NoSuchPassageError(LookupError):
    """There is nothing by that name, or it is not for this agent or this asker."""


@dataclass(frozen=True)
class Passage:
    """`source` is what it came from; `text` what goes into the answer; `title` what the source is called."""

    source: FaqPage | Answer
    inserted_as: InsertedAs
    title: str
    text: str


def passage(*, source: str, inserted_as: InsertedAs, question: Question, user: User) -> Passage:
    """What stands behind `source`: "faq-<page>" or "answer-<answer>". Raises NoSuchPassageError."""
    kind, _dash, number = source.partition("-")
    key = read_key(number)
    if key is None:
        raise NoSuchPassageError(source)
    if kind == "faq":
        page = faqs_to_pass_on(question=question, user=user).filter(pk=key).first()
        if page:
            text = faq_passage(page=page, question=question, inserted_as=inserted_as)
            return Passage(page, inserted_as, page.title, text)
    # An earlier answer stands nowhere that an asker could be sent to.
    if kind == "answer" and inserted_as == InsertedAs.TEXT:
        answer = whole_answers(user=user).filter(pk=key).first()
        if answer and not answers_kept_from(audience_of_asker(question), among=[answer.pk]):
            earlier = answer.question
            return Passage(
                answer, inserted_as, cleaned(earlier.title, question=earlier), answer_passage(answer)
            )
    raise NoSuchPassageError(source)


def whole_answers(*, user: User) -> Any:
    """With all that is needed to clean them, in few queries."""
    people = [f"question__{path}" for path in NAMED_IN]
    answers = answers_to_pass_on(user=user).select_related(
        "question__asker", "question__handler", "question__office"
    )
    return answers.prefetch_related(*people)


def faqs_to_pass_on(*, question: Question, user: User) -> FaqPageQuerySet:
    """Pages that both the agent and the asker may see (rule 5)."""
    for_asker = audience_of_asker(question).visible
    pages = FaqPage.objects.visible_to(user).of_site(question.office.site)
    return pages.filter(effective_audience__in=for_asker)


def answers_to_pass_on(*, user: User) -> Any:
    """Answers that were given, to questions that `user` may see and that are settled."""
    settled = Question.objects.visible_to(user).filter(status__in=SETTLED)
    return Answer.objects.exclude(signed_off_at=None).filter(question__in=settled)


def faq_passage(*, page: FaqPage, question: Question, inserted_as: InsertedAs) -> str:
    """The page's answer, its address as a link, or both, in the language in which the asker is written to."""
    title = re.sub(r"([\[\]\\])", r"\\\1", page.title)
    if inserted_as == InsertedAs.LINK:
        return f"[{title}]({page.full_url})"
    text = OWN_SITE_LINK.sub(f"]({question.office.site.root_url}/", answer_markdown(page))
    if inserted_as == InsertedAs.TEXT:
        return text
    with translation.override(question.language):
        source = _("Source: [%(title)s](%(address)s)") % {"title": title, "address": page.full_url}
    return f"{text}\n\n{source}"


def answer_passage(answer: Answer) -> str:
    """Another asker's answer without what could tell who that was."""
    return cleaned(answer.text, question=answer.question)
