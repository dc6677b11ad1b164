"""The triage of a closed question: how it begins, ends, and begins again."""

from datetime import timedelta
from typing import Any

import pytest

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, react, reopen
from servicedesk.models import Question, Triage, TriageGroup
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.triage.actions import (
    NotWaitingError,
    link_questions,
    promote_questions,
    skip_questions,
    triage_again,
)
from servicedesk.triage.choices import SkipReason, TriageOutcome
from tests.factories import NOW, FaqPageFactory, QuestionFactory, UserFactory
from tests.servicedesk.conftest import Closed
from vraagbaak.knowledge.audiences.choices import GroupName

LATER = NOW + timedelta(days=1)


def close_again(question: Question, agent: Any) -> None:
    sign_off(question=question, text="Anders gezegd: nee.", user=agent, now=LATER)
    close_question(question=question, user=agent, now=LATER)


def outcomes() -> list[str]:
    return list(Triage.objects.order_by("question").values_list("outcome", flat=True))


def test_closed_question_waits(closed: Closed) -> None:
    question = closed("Kan dat?")

    assert (outcomes(), question.triage.entered_at) == (["waiting"], NOW + timedelta(hours=1))


def test_closing_twice_is_closing_once(closed: Closed, agent: Any) -> None:
    question = closed("Kan dat?")
    close_question(question=question, user=agent, now=LATER)

    assert Triage.objects.get().entered_at == NOW + timedelta(hours=1)


def test_reopened_question_leaves_and_comes_back(closed: Closed, agent: Any) -> None:
    question = closed("Kan dat?")
    react(question=question, text="Nee, dat andere.", now=LATER)
    meanwhile = outcomes()
    close_again(question, agent)

    assert (meanwhile, outcomes(), Triage.objects.get().entered_at) == ([], ["waiting"], LATER)


def test_page_that_was_made_stays_made(closed: Closed, agent: Any, base: Any) -> None:
    question, faq = closed("Kan dat?"), FaqPageFactory(parent=base)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    react(question=question, text="Nog iets.", now=LATER)
    close_again(question, agent)

    triage = Triage.objects.get()
    assert (triage.outcome, triage.page, triage.decided_at) == (TriageOutcome.PROMOTED, faq, NOW)


def test_link_of_a_reopened_question_is_looked_at_anew(closed: Closed, agent: Any, base: Any) -> None:
    question = closed("Kan dat?")
    link_questions(questions=[question], page=FaqPageFactory(parent=base), user=agent, now=NOW)
    reopen(question=question, user=agent, now=LATER)
    meanwhile = outcomes()
    close_again(question, agent)

    triage = Triage.objects.get()
    assert (meanwhile, triage.outcome, triage.page, triage.user) == ([], TriageOutcome.WAITING, None, None)


def test_question_that_was_linked_before_it_closed_is_done(office: Any, agent: Any, base: Any) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Zie de site.", user=agent, now=NOW)
    link_questions(questions=[question], page=FaqPageFactory(parent=base), user=agent, now=NOW)
    close_question(question=question, user=None, now=LATER)

    assert outcomes() == ["linked"]


def test_who_comes_second_changes_nothing(closed: Closed, agent: Any, base: Any) -> None:
    question, faq = closed("Kan dat?"), FaqPageFactory(parent=base)
    colleague = UserFactory(group=GroupName.AGENTS)
    first = link_questions(questions=[question], page=faq, user=agent, now=NOW)
    second = skip_questions(questions=[question], reason=SkipReason.ONCE, user=colleague, now=LATER)

    triage = Triage.objects.get()
    assert (first, second, triage.outcome, triage.user) == (1, 0, TriageOutcome.LINKED, agent)


def test_reopened_question_is_not_decided_on(closed: Closed, agent: Any, base: Any) -> None:
    question = closed("Kan dat?")
    react(question=question, text="Nee!", now=LATER)

    assert skip_questions(questions=[question], reason=SkipReason.ONCE, user=agent, now=LATER) == 0
    assert (outcomes(), Question.objects.get().status) == ([], QuestionStatus.OPEN)


def test_question_of_a_deleted_page_is_triaged_again(closed: Closed, agent: Any, base: Any) -> None:
    question, faq = closed("Kan dat?"), FaqPageFactory(parent=base)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    before = triage_again(question=question, user=agent, now=LATER)
    faq.delete()
    gone = Triage.objects.get()
    after = triage_again(question=question, user=agent, now=LATER)

    assert (before, gone.outcome, gone.page, after) == (False, TriageOutcome.PROMOTED, None, True)
    assert (outcomes(), Triage.objects.get().entered_at) == (["waiting"], LATER)


def test_question_promoted_before_it_was_closed_stands_in_the_queue_when_its_page_is_deleted(
    office: Any, agent: Any, base: Any
) -> None:
    question, faq = QuestionFactory(office=office), FaqPageFactory(parent=base)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    close_question(question=question, user=agent, now=LATER)
    faq.delete()
    triage_again(question=question, user=agent, now=LATER)

    assert [group.triages.get().question for group in TriageGroup.objects.waiting_for(agent)] == [question]


def test_question_without_a_group_gets_one_when_it_is_triaged_again(
    closed: Closed, agent: Any, base: Any
) -> None:
    question, faq = closed("Kan dat?"), FaqPageFactory(parent=base)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    TriageGroup.objects.all().delete()
    faq.delete()
    triage_again(question=question, user=agent, now=LATER)

    assert [group.triages.get().question for group in TriageGroup.objects.waiting_for(agent)] == [question]


def test_question_that_was_opened_or_erased_is_not_triaged_again(
    closed: Closed, agent: Any, base: Any
) -> None:
    opened, erased, faq = closed("Kan dat?"), closed("Mag dat?"), FaqPageFactory(parent=base)
    promote_questions(questions=[opened, erased], page=faq, user=agent, now=NOW)
    faq.delete()
    reopen(question=opened, user=agent, now=LATER)
    erase_question(question=erased, now=LATER)

    for question in (opened, erased):
        with pytest.raises(NotWaitingError):
            triage_again(question=question, user=agent, now=LATER)
    assert outcomes() == ["promoted", "promoted"]


def test_question_of_a_deleted_page_is_taken_up_at_once_too(closed: Closed, agent: Any, base: Any) -> None:
    question, faq = closed("Kan dat?"), FaqPageFactory(parent=base)
    promote_questions(questions=[question], page=faq, user=agent, now=NOW)
    faq.delete()
    another = FaqPageFactory(parent=base)

    assert promote_questions(questions=[question], page=another, user=agent, now=LATER) == 1
    assert Triage.objects.get().page == another
