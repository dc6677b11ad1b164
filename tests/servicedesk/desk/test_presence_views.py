"""Two agents on one question: they see each other, and who has gone is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from servicedesk.desk.presence.actions import GONE_AFTER, note_presence
from servicedesk.desk.presence.models import Presence
from servicedesk.desk.presence.present import others_present
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory
from tests.servicedesk.pressing import press, url


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office)


@pytest.fixture
def as_colleague(colleague: Any) -> Client:
    UserProfile.objects.create(user=colleague, preferred_language="en")
    client = Client()
    client.force_login(colleague)
    return client


def heard(client: Client, question: Question, **fields: str) -> list[str]:
    return list(press(client, "presence", question, **fields).context["present"])


def test_two_agents_see_each_other(
    as_agent: Client, agent: Any, as_colleague: Client, question: Question
) -> None:
    first = heard(as_agent, question)
    second = heard(as_colleague, question)

    assert first == []
    assert second == [f"{agent.username} is looking at this question too."]
    assert heard(as_agent, question) == ["Omar Yilmaz is looking at this question too."]


def test_agent_sees_since_when_a_colleague_writes(
    as_agent: Client, as_colleague: Client, colleague: Any, question: Question
) -> None:
    heard(as_colleague, question, is_writing="on")
    began = Presence.objects.get(user=colleague).writing_since
    heard(as_colleague, question, is_writing="on")

    sentence = heard(as_agent, question)[0]

    assert Presence.objects.get(user=colleague).writing_since == began
    assert sentence.startswith("Omar Yilmaz has been writing here since ")


def test_page_shows_who_is_there_already(as_agent: Client, as_colleague: Client, question: Question) -> None:
    heard(as_colleague, question)

    page = as_agent.get(url("question", question))

    assert page.context["present"] == ["Omar Yilmaz is looking at this question too."]
    assert "Omar Yilmaz is looking at this question too." in page.content.decode()


def test_who_stops_writing_only_looks(question: Question, agent: Any, colleague: Any) -> None:
    note_presence(question=question, user=colleague, is_writing=True, now=NOW)
    note_presence(question=question, user=colleague, is_writing=False, now=NOW)

    assert Presence.objects.get().writing_since is None


def test_who_leaves_is_gone_at_once(as_agent: Client, as_colleague: Client, question: Question) -> None:
    heard(as_colleague, question)
    heard(as_colleague, question, is_leaving="on")

    assert heard(as_agent, question) == []


def test_who_is_not_heard_of_is_gone_and_forgotten(
    question: Question, agent: Any, colleague: Any, office: Any
) -> None:
    note_presence(question=question, user=colleague, is_writing=True, now=NOW)
    still = others_present(question=question, user=agent, now=NOW + GONE_AFTER)
    later = NOW + GONE_AFTER + timedelta(seconds=1)
    gone = others_present(question=question, user=agent, now=later)
    note_presence(question=QuestionFactory(office=office), user=agent, is_writing=False, now=later)

    assert (len(still), gone) == (1, [])
    assert list(Presence.objects.values_list("user", flat=True)) == [agent.pk]


def test_other_chairs(
    client: Client, stranger: Any, editor: Any, other_agent: Any, question: Question
) -> None:
    answers = []
    for user in (editor, other_agent):
        client.force_login(user)
        answers.append(press(client, "presence", question).status_code)
    client.logout()
    answers.append(press(client, "presence", question).status_code)

    assert answers == [403, 404, 302]
    assert not Presence.objects.exists()


def test_erased_question_is_told_nothing_and_keeps_nothing(as_agent: Client, question: Question) -> None:
    Question.objects.filter(pk=question.pk).update(erased_at=NOW)

    response = press(as_agent, "presence", question, is_writing="on")

    assert (response.status_code, response.content.decode().strip()) == (200, "")
    assert not Presence.objects.exists()


def test_looking_changes_nothing_of_the_question(as_agent: Client, question: Question) -> None:
    assert press(as_agent, "presence", question, is_writing="\0", answer="x").status_code == 200
    assert as_agent.get(url("presence", question)).status_code == 405
    assert question.answers.count() == 0
