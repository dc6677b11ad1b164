"""Questions that ask the same come together; an agent may think otherwise."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from servicedesk.lifecycle.closing import react
from servicedesk.models import Question, Triage, TriageGroup
from servicedesk.privacy.actions import erase_question
from servicedesk.triage.actions import link_questions, skip_questions
from servicedesk.triage.choices import SkipReason
from servicedesk.triage.grouping import OfficesDifferError, join_group, put_together, take_apart
from tests.factories import NOW, FaqPageFactory
from tests.servicedesk.conftest import Closed

DRONE = "Mag ik mijn drone boven een natuurgebied laten vliegen?"
ALSO_DRONE = "Mag een drone vliegen boven een natuurgebied?"
PASSPORT = "Hoe vraag ik een paspoort aan?"


def group_of(question: Question) -> TriageGroup | None:
    return Triage.objects.select_related("group").get(question=question).group


def groups(*questions: Question) -> list[int]:
    """The groups by the order in which they first occur."""
    keys = [group_of(question) for question in questions]
    return [list(dict.fromkeys(keys)).index(key) for key in keys]


def test_questions_that_ask_the_same_are_one_group(group_of_three: list[Question], closed: Closed) -> None:
    other = closed(PASSPORT)

    assert groups(*group_of_three, other) == [0, 0, 0, 1]
    assert TriageGroup.objects.count() == 2


def test_offices_and_languages_are_kept_apart(closed: Closed, other_office: Any) -> None:
    here, there, english = closed(DRONE), closed(DRONE, office=other_office), closed(DRONE, language="en")

    assert groups(here, there, english) == [0, 1, 2]


def test_question_joins_those_that_led_to_a_page(closed: Closed, agent: Any, base: Any) -> None:
    earlier = closed(DRONE)
    link_questions(questions=[earlier], page=FaqPageFactory(parent=base), user=agent, now=NOW)

    assert groups(earlier, closed(ALSO_DRONE)) == [0, 0]


def test_question_joins_none_that_was_of_no_use(closed: Closed, agent: Any) -> None:
    earlier = closed(DRONE)
    skip_questions(questions=[earlier], reason=SkipReason.ONCE, user=agent, now=NOW)

    assert groups(earlier, closed(ALSO_DRONE)) == [0, 1]


def test_looking_again_changes_nothing(group_of_three: list[Question]) -> None:
    assert [join_group(question=question, now=NOW) for question in group_of_three] == [False] * 3


def test_agent_takes_a_question_out_of_its_group(group_of_three: list[Question], agent: Any) -> None:
    first, second, third = group_of_three

    assert take_apart(questions=[second], user=agent, now=NOW) == 1
    assert groups(first, second, third) == [0, 1, 0]


def test_question_that_stands_alone_stays_as_it_is(closed: Closed, agent: Any) -> None:
    question = closed(PASSPORT)
    group = group_of(question)

    assert take_apart(questions=[question], user=agent, now=NOW) == 0
    assert group_of(question) == group


def test_agent_makes_one_of_two_groups(group_of_three: list[Question], closed: Closed, agent: Any) -> None:
    other = closed(PASSPORT, now=NOW + timedelta(days=3))
    put_together(questions=[group_of_three[2], other], user=agent, now=NOW)

    assert groups(*group_of_three, other) == [0, 0, 0, 0]
    assert TriageGroup.objects.count() == 1


def test_what_was_opened_or_erased_meanwhile_is_left_out_of_the_group(
    group_of_three: list[Question], closed: Closed, agent: Any
) -> None:
    opened, erased = closed(PASSPORT), closed("Waar meld ik een losse stoeptegel?")
    react(question=Question.objects.get(pk=opened.pk), text="Nog iets.", now=NOW)
    erase_question(question=Question.objects.get(pk=erased.pk), now=NOW)
    alone = group_of_three[0]

    assert put_together(questions=[alone, opened, erased], user=agent, now=NOW) == []
    assert TriageGroup.objects.count() == 1
    assert not ModelLogEntry.objects.filter(action="servicedesk.question.together").exists()


def test_offices_are_never_put_together(closed: Closed, other_office: Any, agent: Any) -> None:
    here, there = closed(DRONE), closed(DRONE, office=other_office)

    with pytest.raises(OfficesDifferError):
        put_together(questions=[here, there], user=agent, now=NOW)
    assert groups(here, there) == [0, 1]


def test_group_without_questions_is_gone(closed: Closed) -> None:
    question = closed(DRONE)
    react(question=question, text="Ik bedoelde iets anders.", now=NOW)

    assert TriageGroup.objects.count() == 0
