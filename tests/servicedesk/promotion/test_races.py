"""Two people at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from servicedesk.promotion.actions import NotSettled, promote_question
from servicedesk.questions.actions import reopen
from servicedesk.questions.models import Question
from servicedesk.triage.models import Triage
from tests.factories import NOW, UserFactory
from vraagbaak.faqs.models import FaqPage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def take_up(question: Question, base: Any, user: Any) -> FaqPage:
    mine = Question.objects.get(pk=question.pk)
    return promote_question(
        question=mine,
        user=user,
        now=NOW,
        question_text="Bezorgt u paspoorten?",
        answer_text="Ja.",
        alternatives=[],
        knowledge_base=base,
    )


def together(*works: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return work()
        except NotSettled:
            return NotSettled
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


def test_promoting_while_it_is_reopened_makes_a_page_or_says_why_not(question: Question, base: Any) -> None:
    agent = UserFactory(is_superuser=True)

    page, _reopened = together(
        lambda: take_up(question, base, agent),
        lambda: reopen(question=Question.objects.get(pk=question.pk), user=agent, now=NOW),
    )

    made = list(FaqPage.objects.all())
    assert made == ([] if page is NotSettled else [page])
    assert [triage.page for triage in Triage.objects.all()] == made
