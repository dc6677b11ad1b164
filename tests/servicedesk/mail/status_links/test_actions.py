"""Links open one question, for a time, for who holds them (rule 9)."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from servicedesk.mail.status_links.actions import (
    StatusLinkExpiredError,
    forget_links,
    issue_link,
    question_for_token,
    revoke_links,
)
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.privacy.actions import erase_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=91)


@pytest.fixture
def question(office: Any) -> Any:
    return QuestionFactory(office=office)


def opens(token: str, *, now: Any = NOW) -> bool:
    try:
        question_for_token(token=token, now=now)
    except (StatusLink.DoesNotExist, StatusLinkExpiredError):
        return False
    return True


def test_each_link_opens_its_own_question(office: Any, question: Any) -> None:
    other = QuestionFactory(office=office)
    links = [issue_link(question=each, now=NOW) for each in (question, question, other)]

    assert [question_for_token(token=token, now=NOW) for token in links] == [question, question, other]


def test_links_cannot_be_guessed_from_one_another(question: Any) -> None:
    links = {issue_link(question=question, now=NOW) for _link in range(50)}

    assert (len(links), {len(token) for token in links}) == (50, {32})


def test_a_link_ends_by_itself_and_says_what_it_opened(question: Any, settings: Any) -> None:
    settings.STATUS_LINK_DAYS = 90
    token = issue_link(question=question, now=NOW)

    with pytest.raises(StatusLinkExpiredError) as expired:
        question_for_token(token=token, now=LATER)

    assert (expired.value.question, opens(token, now=NOW + timedelta(days=89))) == (question, True)


def test_revoking_ends_all_links_also_those_that_were_too_old_already(question: Any, agent: Any) -> None:
    old, new = issue_link(question=question, now=NOW), issue_link(question=question, now=LATER)

    revoked = revoke_links(question=question, user=agent, now=LATER)

    assert revoked == 1
    for token in (old, new):
        with pytest.raises(StatusLink.DoesNotExist):
            question_for_token(token=token, now=LATER)


def test_revoking_twice_is_in_the_log_once(question: Any, agent: Any) -> None:
    issue_link(question=question, now=NOW)

    revoked = [revoke_links(question=question, user=agent, now=NOW) for _press in range(2)]

    entries = ModelLogEntry.objects.for_instance(question)
    assert revoked == [1, 0]
    assert [(entry.action, entry.user, entry.data) for entry in entries] == [
        ("servicedesk.question.revoke", agent, {"links": 1})
    ]


def test_revoking_leaves_the_links_of_other_questions(office: Any, question: Any, agent: Any) -> None:
    token = issue_link(question=QuestionFactory(office=office), now=NOW)

    revoke_links(question=question, user=agent, now=NOW)

    assert opens(token)


@pytest.mark.parametrize("status", [QuestionStatus.HELD, QuestionStatus.SPAM])
def test_a_question_in_quarantine_opens_for_nobody(question: Any, status: QuestionStatus) -> None:
    token = issue_link(question=question, now=NOW)
    Question.objects.filter(pk=question.pk).update(status=status)

    with pytest.raises(StatusLink.DoesNotExist):
        question_for_token(token=token, now=NOW)


def test_an_erased_question_opens_for_nobody(question: Any) -> None:
    token = issue_link(question=question, now=NOW)
    erase_question(question=question, now=NOW)
    later = issue_link(question=question, now=NOW)

    assert [opens(token), opens(later)] == [False, False]


def test_links_that_are_long_too_old_are_removed(question: Any) -> None:
    old, new = issue_link(question=question, now=NOW), issue_link(question=question, now=LATER)

    forgotten = forget_links(before=NOW + timedelta(days=90, seconds=1))

    assert (forgotten, StatusLink.objects.count()) == (1, 1)
    assert [opens(old, now=LATER), opens(new, now=LATER)] == [False, True]
