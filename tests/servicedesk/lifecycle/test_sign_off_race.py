"""Two agents sign off at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from servicedesk.lifecycle.answering import AlreadySignedOffError, sign_off
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory, UserFactory


@pytest.mark.django_db(transaction=True)
def test_one_wins_and_the_other_is_told(office: Any) -> None:
    question, agents, start = QuestionFactory(office=office), [UserFactory(), UserFactory()], Barrier(2)

    def try_to_sign_off(agent: Any) -> Any:
        try:
            mine = Question.objects.get(pk=question.pk)
            start.wait(timeout=10)
            return sign_off(question=mine, text=f"Antwoord van {agent}", user=agent, now=NOW).author
        except AlreadySignedOffError as refusal:
            return refusal.answer.author
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        winners = list(pool.map(try_to_sign_off, agents))
    assert winners[0] == winners[1]
    assert [answer.author for answer in question.answers.all()] == [winners[0]]
    assert len(mail.outbox) == 1
