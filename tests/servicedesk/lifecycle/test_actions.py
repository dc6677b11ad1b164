"""A question's life: asked, answered once, reopened, closed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from servicedesk.lifecycle.answering import AlreadySignedOffError, sign_off, write_answer
from servicedesk.lifecycle.closing import AlreadyErasedError, close_question, react
from servicedesk.lifecycle.handling import assign, remark
from servicedesk.lifecycle.quarantine import refuse_as_spam, release
from servicedesk.mail.models import OutgoingMail
from servicedesk.privacy.actions import erase_question
from servicedesk.promotion.actions import promote_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question, Reaction
from tests.factories import (
    AMSTERDAM,
    NOW,
    QuestionFactory,
    SubjectFactory,
    TeamFactory,
    UserFactory,
    ask_question,
    page_proposal,
)
from vraagbaak.models import FaqPage


def ask_something(office: Any, **given: Any) -> Question:
    return ask_question(office, **{"email": "Fatima@Post.example", **given})


def test_subject_gives_team_handler_and_deadline(office: Any) -> None:
    team, handler = TeamFactory(office=office), UserFactory()
    subject = SubjectFactory(office=office, team=team, handler=handler, answer_hours=8)
    question = ask_something(office, subject=subject)
    assert (question.team, question.handler) == (team, handler)
    assert question.due_at == datetime(2026, 11, 19, 10, 0, tzinfo=AMSTERDAM)


def test_asker_is_recognised_by_name_and_address_together(office: Any) -> None:
    first = ask_something(office)
    second = ask_something(office, email="fatima@post.example", name="fatima de vries")
    third = ask_something(office, name="Jan de Vries")
    assert (first.asker == second.asker, first.asker == third.asker) == (True, False)


def test_asking_sends_one_confirmation_with_the_status_link(office: Any) -> None:
    question = ask_something(office)
    [message] = mail.outbox
    assert message.to == ["fatima@post.example"]
    assert "/vraag/" in message.body
    assert OutgoingMail.objects.get().sent_at is not None
    assert question.status == QuestionStatus.OPEN


def test_signing_off_mails_the_asker_once(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja, dat **kan**.", user=agent, now=NOW)
    [message] = mail.outbox
    assert "Ja, dat **kan**." in message.body
    assert "<strong>kan</strong>" in message.alternatives[0].content
    assert question.status == QuestionStatus.ANSWERED


def test_second_agent_to_sign_off_is_told_who_was_first(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    stale = Question.objects.get(pk=question.pk)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    with pytest.raises(AlreadySignedOffError) as refusal:
        sign_off(question=stale, text="Nee.", user=UserFactory(), now=NOW)
    assert (refusal.value.answer.author, refusal.value.answer.text) == (agent, "Ja.")
    assert len(mail.outbox) == 1


def test_reaction_reopens_and_a_second_answer_is_mailed_too(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    react(question=question, text="Maar hoe dan?", now=NOW + timedelta(hours=1))
    question.refresh_from_db()
    assert question.status == QuestionStatus.OPEN
    sign_off(question=question, text="Zo.", user=agent, now=NOW + timedelta(hours=2))
    assert [answer.text for answer in question.answers.all()] == ["Ja.", "Zo."]
    assert len(mail.outbox) == 2


def test_reaction_to_an_open_question_leaves_its_deadline(office: Any) -> None:
    question = ask_something(office)
    react(question=question, text="Nog iets.", now=NOW + timedelta(hours=1))
    assert Question.objects.get().due_at == question.due_at


def test_what_was_spam_is_not_closed_any_more_when_it_is_released(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office, status=QuestionStatus.HELD)
    refused = refuse_as_spam(question=question, user=agent, now=NOW)
    closed_at = refused.closed_at

    released = release(question=refused, user=agent, now=NOW + timedelta(hours=1))

    assert (closed_at, released.closed_at, released.status) == (NOW, None, QuestionStatus.OPEN)


def test_nothing_is_written_to_a_question_that_was_erased_meanwhile(office: Any) -> None:
    stale = QuestionFactory(office=office)
    erase_question(question=Question.objects.get(pk=stale.pk), now=NOW)

    with pytest.raises(AlreadyErasedError):
        react(question=stale, text="Maar hoe dan?", now=NOW + timedelta(hours=1))

    assert (stale.erased_at, Reaction.objects.count()) == (None, 0)


def test_draft_is_one_per_question_whoever_writes(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    write_answer(question=question, text="Een begin", user=agent)
    draft = write_answer(question=question, text="Beter", user=UserFactory())
    assert [answer.text for answer in question.answers.all()] == ["Beter"]
    assert draft.signed_off_at is None


def test_each_change_is_in_the_log_with_who(office: Any, agent: Any) -> None:
    from wagtail.models import ModelLogEntry

    question = QuestionFactory(office=office)
    assign(question=question, user=agent, handler=agent)
    remark(question=question, text="Even navragen.", user=agent, now=NOW)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    close_question(question=question, user=agent, now=NOW)
    entries = ModelLogEntry.objects.for_instance(question).order_by("pk")
    assert [(entry.action.rpartition(".")[2], entry.user) for entry in entries] == [
        ("assign", agent),
        ("remark", agent),
        ("sign_off", agent),
        ("close", agent),
    ]


def test_question_is_promoted_once(office: Any, agent: Any, base: Any) -> None:
    question = QuestionFactory(office=office, status=QuestionStatus.ANSWERED)
    proposal = page_proposal(base)
    stale = Question.objects.get(pk=question.pk)
    first = promote_question(question=question, user=agent, now=NOW, proposal=proposal)
    second = promote_question(question=stale, user=UserFactory(), now=NOW, proposal=proposal)
    assert (first.pk == second.pk, FaqPage.objects.count()) == (True, 1)
