"""What is counted per week, recomputed by hand."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from time_machine import travel
from wagtail.models import Site

from servicedesk.deadlines.due import USUAL_ANSWER_HOURS
from servicedesk.insight.answering import Spread, time_figure, times_per_week, together
from servicedesk.insight.asked import asked_figure, asked_per_week
from servicedesk.insight.knowledge import held_per_week, knowledge_figure, share_held
from servicedesk.insight.prevented import prevented_figure
from servicedesk.lifecycle.quarantine import release
from servicedesk.models import AskRun, Question, UsedSource
from servicedesk.questions.choices import Channel, KnowledgeHeld, QuestionStatus, Suspicion
from tests.factories import AMSTERDAM, FaqPageFactory, OfficeFactory, SubjectFactory
from tests.servicedesk.insight.conftest import answered, ask_on, scope_of

MONDAYS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=AMSTERDAM)


def test_questions_count_in_the_week_and_channel_in_which_they_were_asked(office: Any, agent: Any) -> None:
    ask_on(office, at(2, 0))
    ask_on(office, at(8, 23, 59))
    ask_on(office, at(16), channel=Channel.EMAIL)
    ask_on(office, at(22, 23, 59), status=QuestionStatus.CLOSED)
    ask_on(office, at(1, 23, 59))
    ask_on(office, at(23, 0))

    weeks = asked_per_week(scope_of(agent))

    assert weeks == {
        MONDAYS[0]: Counter(web=2),
        MONDAYS[1]: Counter(),
        MONDAYS[2]: Counter(email=1, web=1),
    }


def test_what_is_held_back_or_spam_is_no_question(office: Any, agent: Any) -> None:
    for status in QuestionStatus:
        ask_on(office, at(16), status=status)

    assert asked_figure(scope_of(agent)).headline == 3


def test_a_week_without_questions_is_shown_with_zeros(office: Any, agent: Any) -> None:
    ask_on(office, at(16), channel=Channel.TELEPHONE)

    figure = asked_figure(scope_of(agent))

    assert [list(row) for row in figure.table.rows] == [
        ["2026-W45", MONDAYS[0], 0, 0, 0, 0, 0, 0],
        ["2026-W46", MONDAYS[1], 0, 0, 0, 0, 0, 0],
        ["2026-W47", MONDAYS[2], 0, 0, 0, 1, 0, 1],
    ]
    assert [kind for kind, _label in figure.drawings[0].keys] == ["telephone"]


def test_questions_of_a_knowledge_base_are_those_on_its_subjects(office: Any, agent: Any, base: Any) -> None:
    ask_on(office, at(16), subject=SubjectFactory(office=office, knowledge_base=base))
    ask_on(office, at(16), subject=SubjectFactory(office=office))
    ask_on(office, at(16))

    assert asked_figure(scope_of(agent, knowledge_base=base)).headline == 1


def test_an_agent_sees_the_own_office_and_a_manager_all(office: Any, agent: Any, manager: Any) -> None:
    elsewhere = OfficeFactory(site=Site.objects.create(hostname="elders", root_page=office.site.root_page))
    ask_on(office, at(16))
    ask_on(elsewhere, at(16))

    seen = [asked_figure(scope_of(user)).headline for user in (agent, manager)]

    assert [*seen, asked_figure(scope_of(manager, office=elsewhere)).headline] == [1, 2, 1]


def test_answers_count_by_what_the_agent_said_of_the_knowledge_base(office: Any, agent: Any) -> None:
    for day, held in [(2, KnowledgeHeld.YES), (16, KnowledgeHeld.YES), (17, KnowledgeHeld.NO), (18, "")]:
        answered(ask_on(office, at(1)), at(day), held)

    figure = knowledge_figure(scope_of(agent))

    assert [row[2:] for row in figure.table.rows] == [
        [1, 0, 0, 0, 1, 100.0],
        [0, 0, 0, 0, 0, None],
        [1, 0, 1, 1, 3, 50.0],
    ]
    assert figure.headline == 66.7


def test_partly_is_not_counted_as_held() -> None:
    assert share_held(Counter(yes=1, partly=2, no=1, **{"": 4})) == 25.0


def test_answers_of_a_knowledge_base_are_on_its_subjects_or_made_from_its_pages(
    office: Any, agent: Any, base: Any
) -> None:
    on_subject = ask_on(office, at(1), subject=SubjectFactory(office=office, knowledge_base=base))
    answered(on_subject, at(16), KnowledgeHeld.YES)
    from_page = answered(ask_on(office, at(1)), at(16), KnowledgeHeld.PARTLY)
    for number in (1, 2):
        faq = FaqPageFactory(parent=base)
        UsedSource.objects.create(
            answer=from_page, page=faq, title=str(number), inserted_as="text", inserted_at=at(16)
        )
    answered(ask_on(office, at(1)), at(16), KnowledgeHeld.NO)

    weeks = held_per_week(scope_of(agent, knowledge_base=base))

    assert sum(weeks.values(), Counter()) == Counter(yes=1, partly=1)


def test_an_editor_sees_the_answers_of_the_own_knowledge_bases_only(
    office: Any, editor: Any, base: Any
) -> None:
    answered(
        ask_on(office, at(1), subject=SubjectFactory(office=office, knowledge_base=base)),
        at(16),
        KnowledgeHeld.YES,
    )
    answered(ask_on(office, at(1)), at(16), KnowledgeHeld.NO)

    weeks = held_per_week(scope_of(editor))

    assert sum(weeks.values(), Counter()) == Counter(yes=1)


def test_time_counts_from_asking_to_the_first_answer(office: Any, agent: Any) -> None:
    question = ask_on(office, at(13, 16))  # a Friday
    answered(question, at(16, 10, 30))
    answered(question, at(18, 10, 30))
    answered(ask_on(office, at(2)), at(1))  # before the period, however that came about
    ask_on(office, at(17))

    weeks = times_per_week(scope_of(agent))

    assert [(week.number, week.median) for week in weeks.values()] == [(0, None), (0, None), (1, 2.5)]


def test_an_answer_that_was_not_signed_off_is_none(office: Any, agent: Any) -> None:
    answered(ask_on(office, at(16)), None)  # type: ignore[arg-type]

    assert time_figure(scope_of(agent)).is_empty


def test_the_term_is_that_of_the_subject_also_after_the_question_was_opened_again(
    office: Any, agent: Any
) -> None:
    quick = SubjectFactory(office=office, answer_hours=4)
    in_time = ask_on(office, at(16, 9), subject=quick, due_at=at(16, 13))
    late = ask_on(office, at(16, 9), subject=quick, due_at=at(30, 13))
    usual = ask_on(office, at(16, 9))
    answered(in_time, at(16, 13))
    answered(late, at(16, 13, 1))
    answered(usual, at(17, 17))

    (week,) = [week for week in times_per_week(scope_of(agent)).values() if week.number]

    assert (week.number, week.within_term, week.share_within) == (3, 2, 66.7)


def test_the_term_of_what_was_held_back_begins_when_it_is_released(office: Any, agent: Any) -> None:
    """Also when it was opened again since, which gave it another term."""
    held = {"status": QuestionStatus.HELD, "suspicion": Suspicion.LINKS}
    in_time, late = ask_on(office, at(2, 9), **held), ask_on(office, at(2, 9), **held)
    for question in (in_time, late):
        with travel(at(16, 9), tick=False):
            release(question=question, user=agent, now=at(16, 9))
    answered(in_time, at(16, 10))
    answered(late, at(19, 10))
    Question.objects.update(due_at=at(30))

    (week,) = [week for week in times_per_week(scope_of(agent)).values() if week.number]

    assert (week.number, week.within_term, week.median) == (2, 1, week.percentile(50))
    assert week.median > USUAL_ANSWER_HOURS


def test_office_hours_are_those_of_each_office(office: Any, agent: Any) -> None:
    office.opens_at, office.closes_at = at(1, 12).time(), at(1, 13).time()
    office.save()
    answered(ask_on(office, at(16, 9)), at(17, 17))

    assert time_figure(scope_of(agent)).headline == 2.0


@pytest.mark.parametrize(
    ("hours", "median", "ninetieth"),
    [
        ([], None, None),
        ([3], 3, 3),
        ([1, 2], 1, 2),
        ([1, 2, 3], 2, 3),
        (range(1, 11), 5, 9),
        ([0.04, 0.06], 0, 0.1),
    ],
)
def test_half_and_nine_in_ten_were_answered_within(hours: Any, median: Any, ninetieth: Any) -> None:
    spread = Spread()
    for each in hours:
        spread.add(hours=each, is_within_term=each <= 16)

    assert (spread.median, spread.ninetieth) == (median, ninetieth)


def test_the_whole_period_is_not_the_mean_of_its_weeks() -> None:
    slow, quick = Spread(), Spread()
    slow.add(hours=100, is_within_term=False)
    for _each in range(9):
        quick.add(hours=1, is_within_term=True)

    whole = together([slow, quick])

    assert (whole.number, whole.median, whole.ninetieth, whole.share_within) == (10, 1, 1, 90.0)


def test_memory_grows_with_different_times_and_not_with_answers() -> None:
    spread = Spread()
    for number in range(1000):
        spread.add(hours=number % 3, is_within_term=True)

    assert (len(spread.counts), spread.number) == (3, 1000)


def test_prevented_questions_are_counted_as_the_report_on_them_does(
    office: Any, agent: Any, base: Any
) -> None:
    faq = FaqPageFactory(parent=base)
    AskRun.objects.create(
        office=office,
        key="helped",
        visitor="a",
        begun_at=at(9),
        ended_at=at(9),
        outcome="answered",
        answered_by=faq,
        answered_at=at(9),
    )
    AskRun.objects.create(
        office=office, key="asked", visitor="b", begun_at=at(2), ended_at=at(2), outcome="asked"
    )

    figure = prevented_figure(scope_of(agent))

    assert [row[4:] for row in figure.table.rows] == [[0, 1, 0.0], [1, 0, 100.0], [0, 0, None]]
    assert figure.headline == 50.0
