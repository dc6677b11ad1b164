"""What an agent may take over into an answer: FAQ pages and earlier answers, as Markdown."""

import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from servicedesk.parties.models import Party
from servicedesk.questions.choices import SETTLED
from servicedesk.questions.models import Answer, Question
from vraagbaak.audiences.choices import Audience
from vraagbaak.faqs.models import FaqPage
from vraagbaak.faqs.querysets import FaqPageQuerySet
from vraagbaak.faqs.rendering import answer_markdown
from vraagbaak.promotion.personal_data import without_personal_data

OWN_SITE_LINK = re.compile(r"\]\(/(?!/)")
SHORTEST_NAME = 3


class NoSuchPassage(LookupError):
    """There is nothing by that name, or it is not for this agent or this asker."""


def passage(*, source: str, question: Question, user: Any) -> str:
    """The text behind `source`: "faq-<page>" or "answer-<answer>". Raises NoSuchPassage."""
    kind, _dash, number = source.partition("-")
    if not number.isdecimal() or len(number) > 18:
        raise NoSuchPassage(source)
    if kind == "faq":
        page = faqs_to_pass_on(question=question, user=user).filter(pk=int(number)).first()
        return faq_passage(page=page, question=question) if page else missing(source)
    if kind == "answer":
        answer = (
            answers_to_pass_on(user=user).filter(pk=int(number)).select_related("question__asker").first()
        )
        return answer_passage(answer) if answer else missing(source)
    raise NoSuchPassage(source)


def missing(source: str) -> str:
    raise NoSuchPassage(source)


def faqs_to_pass_on(*, question: Question, user: Any) -> FaqPageQuerySet:
    """Pages that both the agent and the asker may see (rule 5)."""
    for_asker = audience_of_asker(question).visible
    pages = FaqPage.objects.visible_to(user).of_site(question.office.site)
    return pages.filter(effective_audience__in=for_asker)


def audience_of_asker(question: Question) -> Audience:
    """Everyone's: an asker is known by an address that nobody has checked, and the status link opens the answer."""
    return Audience.EVERYONE


def answers_to_pass_on(*, user: Any) -> Any:
    """Answers that were given, to questions that `user` may see and that are settled."""
    settled = Question.objects.visible_to(user).filter(status__in=SETTLED)
    return Answer.objects.exclude(signed_off_at=None).filter(question__in=settled)


def faq_passage(*, page: FaqPage, question: Question) -> str:
    """The page's answer with its address below it, in the language in which the asker is written to."""
    text = OWN_SITE_LINK.sub(f"]({question.office.site.root_url}/", answer_markdown(page))
    title = re.sub(r"([\[\]\\])", r"\\\1", page.title)
    with translation.override(question.language):
        source = _("Source: [%(title)s](%(address)s)") % {"title": title, "address": page.full_url}
    return f"{text}\n\n{source}"


def answer_passage(answer: Answer) -> str:
    """Another asker's answer without what could tell who that was."""
    return without_personal_data(answer.text, names=known_names(answer.question.asker))


def known_names(party: Party) -> list[str]:
    """The party's name and each part of it that is long enough to be one."""
    return [party.name, *(part for part in party.name.split() if len(part) >= SHORTEST_NAME)]
