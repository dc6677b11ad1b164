"""The run of an asker: one door for each change, and twice through a door is once."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from servicedesk.deflection.actions import (
    AlreadyAskedError,
    begin_run,
    decline_suggestion,
    end_run_answered,
    end_run_asked,
    leave_runs,
    open_suggestion,
    show_suggestions,
)
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.lifecycle.quarantine import release
from servicedesk.questions.choices import QuestionStatus
from tests.factories import NOW, FaqPageFactory, OfficeFactory, QuestionFactory
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.review.signals.models import ReviewSignal

LATER = NOW + timedelta(minutes=5)
MUCH_LATER = NOW + timedelta(hours=3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def faqs(topic: Any) -> list[Any]:
    return [FaqPageFactory(parent=topic) for _number in range(3)]


@pytest.fixture
def run(office: Any, faqs: list[Any]) -> AskRun:
    return show_suggestions(run=new_run(office), pages=faqs, now=NOW)


def new_run(office: Any, *, visitor: str = "vandaag", now: datetime = NOW) -> AskRun:
    return begin_run(office=office, now=now, visitor=visitor)


def ends(run: AskRun) -> tuple[str, Any, Any, Any]:
    run.refresh_from_db()
    return run.outcome, run.answered_by, run.question, run.ended_at


class TestBeginning:
    def test_requests_of_one_form_share_their_run(self, office: Any) -> None:
        runs = {begin_run(office=office, now=NOW, visitor="vandaag", key="formulier") for _time in range(2)}

        assert [run.key for run in runs] == ["formulier"]

    def test_a_form_that_was_taken_to_another_site_begins_a_run_there(self, office: Any, home: Any) -> None:
        other_site = type(office.site).objects.create(hostname="anders", root_page=home)
        other = OfficeFactory(site=other_site)
        begin_run(office=office, now=NOW, visitor="vandaag", key="formulier")

        run = begin_run(office=other, now=NOW, visitor="vandaag", key="formulier")

        assert (run.office, run.key == "formulier") == (other, False)


class TestSuggestions:
    def test_the_first_position_stays_when_the_list_changes(self, run: AskRun, faqs: list[Any]) -> None:
        show_suggestions(run=run, pages=faqs[::-1], now=LATER)

        assert list(run.shown.values_list("page", "position", "shown_at")) == [
            (faq.pk, position, NOW) for position, faq in enumerate(faqs, start=1)
        ]

    def test_the_first_opening_counts(self, run: AskRun, faqs: list[Any]) -> None:
        open_suggestion(run=run, page=faqs[0], now=LATER)
        open_suggestion(run=run, page=faqs[0], now=MUCH_LATER)

        assert list(run.shown.values_list("opened_at", flat=True)) == [LATER, None, None]

    def test_what_is_opened_after_sending_was_not_read_before_it(
        self, run: AskRun, faqs: list[Any], office: Any
    ) -> None:
        end_run_asked(run=run, question=QuestionFactory(office=office), now=LATER)
        open_suggestion(run=run, page=faqs[0], now=MUCH_LATER)
        show_suggestions(run=run, pages=[FaqPageFactory(parent=faqs[0].get_parent())], now=MUCH_LATER)

        assert list(run.shown.values_list("opened_at", flat=True)) == [None, None, None]

    def test_the_reason_of_who_was_not_helped_goes_to_the_owner_once(
        self, run: AskRun, faqs: list[Any]
    ) -> None:
        for _time in range(2):
            decline_suggestion(run=run, page=faqs[0], reason="Hier staat geen prijs.", now=LATER)

        assert list(run.shown.values_list("declined_at", flat=True)) == [LATER, None, None]
        assert list(Feedback.objects.values_list("page", "helpful", "reason")) == [
            (faqs[0].pk, False, "Hier staat geen prijs.")
        ]

    def test_a_page_that_was_not_shown_cannot_be_declined(self, run: AskRun, topic: Any) -> None:
        decline_suggestion(run=run, page=FaqPageFactory(parent=topic), reason="Onzin", now=LATER)

        assert Feedback.objects.count() == 0


class TestEnds:
    def test_answered(self, run: AskRun, faqs: list[Any]) -> None:
        end_run_answered(run=run, page=faqs[1], now=LATER, visitor="morgen")

        assert ends(run) == (AskOutcome.ANSWERED, faqs[1], None, LATER)
        assert (run.answered_at, run.visitor) == (LATER, "morgen")

    def test_the_first_answer_stays(self, run: AskRun, faqs: list[Any]) -> None:
        end_run_answered(run=run, page=faqs[1], now=LATER)
        end_run_answered(run=run, page=faqs[2], now=MUCH_LATER)

        assert ends(run) == (AskOutcome.ANSWERED, faqs[1], None, LATER)

    def test_an_answer_that_was_found_beside_the_list_is_kept_without_a_place(
        self, run: AskRun, topic: Any
    ) -> None:
        beside = FaqPageFactory(parent=topic)
        end_run_answered(run=run, page=beside, now=LATER)

        shown = ShownSuggestion.objects.get(page=beside)
        assert (shown.position, shown.opened_at) == (0, LATER)

    def test_who_was_answered_may_still_ask(self, run: AskRun, faqs: list[Any], office: Any) -> None:
        question = QuestionFactory(office=office)
        end_run_answered(run=run, page=faqs[1], now=LATER)
        end_run_asked(run=run, question=question, now=MUCH_LATER)

        assert ends(run) == (AskOutcome.ASKED, faqs[1], question, MUCH_LATER)
        assert run.answered_at == LATER

    def test_asked_is_final(self, run: AskRun, faqs: list[Any], office: Any) -> None:
        question = QuestionFactory(office=office)
        end_run_asked(run=run, question=question, now=LATER)
        end_run_answered(run=run, page=faqs[0], now=MUCH_LATER)
        with pytest.raises(AlreadyAskedError):
            end_run_asked(run=run, question=QuestionFactory(office=office), now=MUCH_LATER)

        assert ends(run) == (AskOutcome.ASKED, None, question, LATER)

    @pytest.mark.parametrize(
        ("hours", "outcome"), [(23, AskOutcome.BUSY), (24, AskOutcome.BUSY), (25, AskOutcome.LEFT)]
    )
    def test_left_after_more_than_a_day(self, run: AskRun, hours: int, outcome: str) -> None:
        leave_runs(now=NOW + timedelta(hours=hours))

        assert ends(run)[0] == outcome

    def test_who_left_may_come_back(self, run: AskRun, faqs: list[Any], office: Any) -> None:
        other = new_run(office)
        back = NOW + timedelta(days=3)
        assert leave_runs(now=NOW + timedelta(days=2)) == 2

        end_run_answered(run=run, page=faqs[0], now=back)
        question = QuestionFactory(office=office)
        end_run_asked(run=other, question=question, now=back)

        assert ends(run) == (AskOutcome.ANSWERED, faqs[0], None, back)
        assert ends(other) == (AskOutcome.ASKED, None, question, back)

    def test_leaving_touches_no_run_that_ended(self, run: AskRun, faqs: list[Any]) -> None:
        end_run_answered(run=run, page=faqs[0], now=LATER)

        assert leave_runs(now=NOW + timedelta(days=9)) == 0


class TestSignals:
    def signals(self) -> list[tuple[int, str]]:
        return list(ReviewSignal.objects.order_by("page").values_list("page", "kind"))

    def ask(self, office: Any, faq: Any, *, visitor: str, **question: Any) -> Any:
        run = show_suggestions(run=new_run(office, visitor=visitor), pages=[faq], now=NOW)
        open_suggestion(run=run, page=faq, now=NOW)
        asked = QuestionFactory(office=office, **question)
        end_run_asked(run=run, question=asked, now=LATER)
        return asked

    def test_an_asker_who_asks_three_times_a_day_counts_once(self, office: Any, faqs: list[Any]) -> None:
        for _time in range(3):
            self.ask(office, faqs[0], visitor="vandaag")
        self.ask(office, faqs[0], visitor="iemand anders")

        assert self.signals() == [(faqs[0].pk, "asked_anyway")] * 2

    def test_pages_that_were_only_shown_get_none(self, office: Any, run: AskRun) -> None:
        end_run_asked(run=run, question=QuestionFactory(office=office), now=LATER)

        assert self.signals() == []

    def test_a_question_in_quarantine_counts_when_it_is_released(
        self, office: Any, faqs: list[Any], agent: Any
    ) -> None:
        question = self.ask(office, faqs[0], visitor="vandaag", status=QuestionStatus.HELD)
        before = self.signals()

        release(question=question, user=agent, now=MUCH_LATER)

        assert (before, self.signals()) == ([], [(faqs[0].pk, "asked_anyway")])


@pytest.mark.django_db(transaction=True)
class TestTwoRequests:
    def at_once(self, *works: Callable[[], Any]) -> list[Any]:
        results: list[Any] = []

        def attempt(work: Callable[[], Any]) -> None:
            try:
                results.append(work())
            except AlreadyAskedError as refusal:
                results.append(refusal)
            finally:
                connection.close()

        threads = [threading.Thread(target=attempt, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def test_begin_one_run(self, office: Any) -> None:
        self.at_once(*[lambda: begin_run(office=office, now=NOW, visitor="x", key="formulier")] * 4)

        assert AskRun.objects.count() == 1

    def test_end_it_in_one_question(self, office: Any, run: AskRun) -> None:
        questions = [QuestionFactory(office=office) for _number in range(2)]

        results = self.at_once(
            *(lambda each=each: end_run_asked(run=run, question=each, now=LATER) for each in questions)
        )

        assert sorted(type(result).__name__ for result in results) == ["AlreadyAskedError", "AskRun"]
        assert ends(run)[0] == AskOutcome.ASKED

    def test_show_a_page_once(self, office: Any, faqs: list[Any]) -> None:
        run = new_run(office)

        self.at_once(*[lambda: show_suggestions(run=run, pages=faqs, now=NOW)] * 3)

        assert run.shown.count() == 3
