"""What was kept long enough becomes anonymous, in batches that can be cut off (rule 30)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from wagtail.models import Site

from servicedesk.parties.models import Party
from servicedesk.privacy import retention
from servicedesk.privacy.models import RetentionRun
from servicedesk.privacy.retention import end_retention, preview
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import NOW, OfficeFactory, PartyFactory, QuestionFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office(site: Any) -> Any:
    return OfficeFactory(site=site, retention_days=100)


@pytest.fixture
def other_office(home: Any) -> Any:
    elsewhere = Site.objects.create(hostname="elders.localhost", root_page=home)
    return OfficeFactory(site=elsewhere, name="Woonstede", retention_days=30)


def closed(office: Any, *, days_ago: float, **values: Any) -> Question:
    values = {"status": QuestionStatus.CLOSED, "closed_at": NOW - days_ago * DAY, **values}
    return QuestionFactory(office=office, **values)


def erased() -> list[int]:
    return list(Question.objects.exclude(erased_at=None).order_by("pk").values_list("pk", flat=True))


def runs() -> list[tuple[str, int, int]]:
    return list(RetentionRun.objects.order_by("pk").values_list("office__name", "questions", "parties"))


def test_ends_on_the_day_and_not_before(office: Any) -> None:
    due, not_yet = closed(office, days_ago=100), closed(office, days_ago=99.9)

    assert (end_retention(now=NOW), erased()) == (1, [due.pk])
    assert Question.objects.get(pk=not_yet.pk).title == not_yet.title


def test_each_office_has_its_own_term(office: Any, other_office: Any) -> None:
    closed(office, days_ago=40)
    theirs = closed(other_office, days_ago=40)

    end_retention(now=NOW)

    assert (erased(), runs()) == ([theirs.pk], [("Woonstede", 1, 1)])


@pytest.mark.parametrize("status", sorted(set(QuestionStatus) - {QuestionStatus.CLOSED}))
def test_only_closed_questions_have_a_term(office: Any, status: QuestionStatus) -> None:
    closed(office, days_ago=500, status=status)

    assert (end_retention(now=NOW), runs()) == (0, [])


def test_who_has_nothing_else_left_becomes_anonymous_too(office: Any) -> None:
    gone, stays = PartyFactory(office=office), PartyFactory(office=office, name="Jan Smit")
    closed(office, days_ago=200, asker=gone)
    closed(office, days_ago=200, asker=stays)
    closed(office, days_ago=10, asker=stays)

    end_retention(now=NOW)

    assert list(Party.objects.filter(erased_at=None)) == [stays]
    assert runs() == [("Gemeente Zonneveld", 2, 1)]


def test_goes_on_until_nothing_is_due(office: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _question in range(5):
        closed(office, days_ago=200)

    assert (end_retention(now=NOW), runs()) == (5, [("Gemeente Zonneveld", 5, 5)])


def test_what_was_cut_off_goes_on_the_next_day(office: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _question in range(5):
        closed(office, days_ago=200)
    erase, done = retention.erase_question, []

    def cut_off_at_the_fourth(*, question: Question, now: datetime) -> Question:
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(question.pk)
        return erase(question=question, now=now)

    monkeypatch.setattr(retention, "erase_question", cut_off_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        end_retention(now=NOW)
    monkeypatch.setattr(retention, "erase_question", erase)
    after_the_cut = (len(erased()), runs())

    assert after_the_cut == (2, [("Gemeente Zonneveld", 2, 2)])
    assert (end_retention(now=NOW + DAY), len(erased())) == (3, 5)


def test_a_day_on_which_nothing_is_due_writes_nothing(office: Any) -> None:
    closed(office, days_ago=200)

    assert [end_retention(now=NOW + days * DAY) for days in range(3)] == [1, 0, 0]
    assert len(runs()) == 1


def test_the_preview_counts_what_is_due_now_and_soon(office: Any, other_office: Any) -> None:
    for days_ago in (150, 80, 69, 5):
        closed(office, days_ago=days_ago)
    QuestionFactory(office=office)

    mine, theirs = preview(now=NOW)

    assert (mine.office, mine.kept, mine.due_now, mine.due_soon) == (office, 4, 1, 2)
    assert mine.next_at == NOW - 50 * DAY
    assert (theirs.office, theirs.kept, theirs.due_now, theirs.due_soon, theirs.next_at) == (
        other_office,
        0,
        0,
        0,
        None,
    )


def test_what_the_preview_calls_due_is_what_becomes_anonymous(office: Any, other_office: Any) -> None:
    for days_ago in (150, 100, 80, 31):
        closed(office, days_ago=days_ago)
        closed(other_office, days_ago=days_ago)
    due = [each.due_now for each in preview(now=NOW)]

    end_retention(now=NOW)

    assert due == [count for _name, count, _parties in runs()] == [2, 4]
