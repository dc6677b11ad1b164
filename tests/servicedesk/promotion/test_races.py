"""Two people at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, reopen
from servicedesk.promotion.actions import NotSettledError, link_question, promote_question
from servicedesk.questions.models import Question
from servicedesk.triage.models import Triage
from tests.factories import NOW, FaqPageFactory, QuestionFactory, UserFactory, page_proposal
from vraagbaak.knowledge.faqs.models import FaqPage

pytestmark = pytest.mark.django_db(transaction=True)


def take_up(question: Question, base: Any, user: Any, *others: Question) -> FaqPage:
    mine = Question.objects.get(pk=question.pk)
    return promote_question(
        question=mine, proposal=page_proposal(base), user=user, now=NOW, together_with=others
    )


def together(*works: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return work()
        except NotSettledError:
            return NotSettledError
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def test_two_agents_who_promote_at_once_make_one_page(question: Question, base: Any) -> None:
    agents = [UserFactory(is_superuser=True), UserFactory(is_superuser=True)]

    pages = together(*(lambda agent=agent: take_up(question, base, agent) for agent in agents))

    assert pages[0] == pages[1]
    assert [page.pk for page in FaqPage.objects.all()] == [pages[0].pk]
    assert Triage.objects.get().page == pages[0]


def test_two_agents_who_begin_at_different_questions_of_a_group_make_one_page(
    question: Question, base: Any, office: Any
) -> None:
    agents = [UserFactory(is_superuser=True), UserFactory(is_superuser=True)]
    other = QuestionFactory(office=office, title="Brengt u mijn paspoort?")
    sign_off(question=other, text="Ja.", user=agents[0], now=NOW)
    close_question(question=other, user=agents[0], now=NOW)

    pages = together(
        lambda: take_up(question, base, agents[0], other),
        lambda: take_up(other, base, agents[1], question),
    )

    assert list(FaqPage.objects.all()) == [pages[0]]
    assert [page.pk for page in pages] == [pages[0].pk] * 2
    assert [triage.page for triage in Triage.objects.all()] == [pages[0]] * 2


def test_linking_and_promoting_a_group_from_both_ends_lead_to_one_page(
    question: Question, base: Any, office: Any
) -> None:
    agents = [UserFactory(is_superuser=True), UserFactory(is_superuser=True)]
    other, faq = QuestionFactory(office=office, title="Brengt u hem?"), FaqPageFactory(parent=base)
    sign_off(question=other, text="Ja.", user=agents[0], now=NOW)

    pages = together(
        lambda: take_up(other, base, agents[0], question),
        lambda: link_question(question=question, page=faq, user=agents[1], now=NOW, together_with=[other]),
    )

    assert pages[0] == pages[1]
    assert [triage.page for triage in Triage.objects.all()] == [pages[0]] * 2


def test_promoting_while_it_is_reopened_makes_a_page_or_says_why_not(question: Question, base: Any) -> None:
    agent = UserFactory(is_superuser=True)

    page, _reopened = together(
        lambda: take_up(question, base, agent),
        lambda: reopen(question=Question.objects.get(pk=question.pk), user=agent, now=NOW),
    )

    made = list(FaqPage.objects.all())
    assert made == ([] if page is NotSettledError else [page])
    assert [triage.page for triage in Triage.objects.all()] == made
