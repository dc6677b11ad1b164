"""Two agents decide at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from servicedesk.lifecycle.closing import react
from servicedesk.models import Question, Triage
from servicedesk.promotion.triage_screens.conflict_messages import told_of_others
from servicedesk.triage.actions import link_questions
from tests.factories import NOW, FaqPageFactory, UserFactory
from tests.servicedesk.conftest import Closed

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_wins_the_other_is_told_and_the_asker_hears_once(closed: Closed, base: Any) -> None:
    question, faq = closed("Kan dat?", tell_when_published=True), FaqPageFactory(parent=base)
    before, start = len(mail.outbox), Barrier(2)
    agents = {UserFactory(): NOW, UserFactory(): NOW + timedelta(seconds=1)}

    def link(agent: Any) -> tuple[int, int]:
        try:
            mine = [Question.objects.get(pk=question.pk)]
            start.wait(timeout=10)
            linked = link_questions(questions=mine, page=faq, user=agent, now=agents[agent])
            return linked, len(told_of_others(questions=mine, user=agent, now=agents[agent]))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(link, agents))
    assert sorted(results) == [(0, 1), (1, 0)]
    assert len(mail.outbox) - before == 1


def test_reaction_at_the_moment_of_a_decision_leaves_no_decision_on_an_open_question(
    closed: Closed, agent: Any, base: Any
) -> None:
    question, faq, start = closed("Kan dat?"), FaqPageFactory(parent=base), Barrier(2)

    def link() -> None:
        start.wait(timeout=10)
        link_questions(questions=[question], page=faq, user=agent, now=NOW)

    def write_back() -> None:
        start.wait(timeout=10)
        react(question=Question.objects.get(pk=question.pk), text="Nog iets.", now=NOW)

    def run(verb: Any) -> None:
        try:
            verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, [link, write_back]))
    assert (Question.objects.get().is_open, Triage.objects.count()) == (True, 0)
