"""From an answered question to a draft page (rule 14), in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from servicedesk.questions.actions import sign_off
from servicedesk.questions.models import Question
from tests.factories import NOW, FaqPageFactory, QuestionFactory, SubjectFactory, TopicFactory
from vraagbaak.faqs.models import FaqPage


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    UserProfile.objects.create(user=agent, preferred_language="en")
    client.force_login(agent)
    return client


@pytest.fixture
def question(office: Any, agent: Any, base: Any) -> Question:
    subject = SubjectFactory(office=office, knowledge_base=base)
    question = QuestionFactory(
        office=office,
        asker__name="Fatima de Vries",
        title="Kan Fatima haar paspoort laten bezorgen?",
        subject=subject,
    )
    text = "Beste Fatima de Vries,\n\nJa. Bel 06-12345678."
    sign_off(question=question, text=text, user=agent, now=NOW)
    question.refresh_from_db()
    return question


def filled_in(base: Any, **changes: Any) -> dict[str, Any]:
    fields = {
        "question": "Kan ik mijn paspoort laten bezorgen?",
        "answer": "Ja, dat **kan**.",
        "alternatives": "Brengt u mijn paspoort?\r\n\r\nKan iemand mijn paspoort brengen?",
        "knowledge_base": base.pk,
        "tags": "paspoort, bezorgen",
    }
    return {**fields, **changes}


def promote(client: Client, question: Question, fields: dict[str, Any]) -> Any:
    return client.post(reverse("questions:promote", args=[question.pk]), fields)


def test_proposal_holds_no_personal_data(as_agent: Client, question: Question, base: Any) -> None:
    form = as_agent.get(reverse("questions:promote", args=[question.pk])).context["form"]

    assert [form[name].value() for name in ("question", "answer", "alternatives", "knowledge_base")] == [
        "Kan […] haar paspoort laten bezorgen?",
        "Beste […],\n\nJa. Bel […].",
        "Kan […] haar paspoort laten bezorgen?",
        base.pk,
    ]


def test_likely_duplicates_are_shown(as_agent: Client, question: Question, base: Any) -> None:
    page = FaqPageFactory(parent=base, title="Kan een paspoort bezorgd worden?")

    assert as_agent.get(reverse("questions:promote", args=[question.pk])).context["duplicates"] == [page]


def test_promotion_makes_a_draft(
    as_agent: Client, agent: Any, question: Question, base: Any, topic: Any
) -> None:
    promote(as_agent, question, filled_in(base, topic=topic.pk))

    question.refresh_from_db()
    page = question.promoted_page.get_latest_revision_as_object()  # type: ignore[union-attr]
    assert (page.title, page.live, page.knowledge_base, page.topic) == (
        "Kan ik mijn paspoort laten bezorgen?",
        False,
        base,
        topic,
    )
    assert [each.text for each in page.alternatives.all()] == [
        "Brengt u mijn paspoort?",
        "Kan iemand mijn paspoort brengen?",
    ]
    assert sorted(tag.name for tag in page.tags.all()) == ["bezorgen", "paspoort"]


def test_question_tells_what_became_of_it(as_agent: Client, question: Question, base: Any) -> None:
    promote(as_agent, question, filled_in(base))

    page = as_agent.get(reverse("questions:question", args=[question.pk])).content.decode()

    assert "Taken up in a knowledge base as" in page
    assert reverse("questions:promote", args=[question.pk]) not in page


def test_topic_of_other_base_is_refused(
    as_agent: Client, question: Question, base: Any, agents_base: Any
) -> None:
    elsewhere = TopicFactory(parent=agents_base)

    response = promote(as_agent, question, filled_in(base, topic=elsewhere.pk))

    assert response.context["form"].errors == {
        "topic": ["This topic belongs to another knowledge base; choose one of Veelgestelde vragen."]
    }
    assert FaqPage.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 256}, "question"),
        ({"answer": ""}, "answer"),
        ({"answer": "x" * 100_000}, "answer"),
        ({"answer": "nul\0"}, "answer"),
        ({"alternatives": "x" * 256}, "alternatives"),
        ({"knowledge_base": 10**9}, "knowledge_base"),
        ({"topic": "x"}, "topic"),
    ],
)
def test_bad_input_is_refused_and_kept(
    as_agent: Client, question: Question, base: Any, changes: dict[str, Any], field: str
) -> None:
    response = promote(as_agent, question, filled_in(base, **changes))

    assert list(response.context["form"].errors) == [field]
    assert "Brengt u mijn paspoort?" in response.content.decode() or field == "alternatives"
    assert FaqPage.objects.count() == 0


def test_open_question_is_answered_first(as_agent: Client, office: Any, base: Any) -> None:
    question = QuestionFactory(office=office)

    response = promote(as_agent, question, filled_in(base))

    assert response.url == reverse("questions:question", args=[question.pk])
    assert FaqPage.objects.count() == 0


def test_question_is_taken_up_once(as_agent: Client, question: Question, base: Any) -> None:
    promote(as_agent, question, filled_in(base))
    promote(as_agent, question, filled_in(base))

    assert FaqPage.objects.count() == 1


def test_who_may_not_promote_is_refused(client: Client, agent: Any, question: Question, base: Any) -> None:
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))
    client.force_login(agent)

    response = promote(client, question, filled_in(base))

    assert response.status_code == 403
    assert FaqPage.objects.count() == 0
