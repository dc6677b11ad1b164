"""Signals open a review before its date (rule 3), and the same evidence counts once."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servicedesk.deflection.actions import begin_run, end_run_asked, open_suggestion, show_suggestions
from tests.factories import NOW, FaqPageFactory, QuestionFactory
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.feedback.actions import explain_feedback, give_feedback
from vraagbaak.models import FaqPage, KnowledgeBase, ReviewSignal
from vraagbaak.review.reviews.actions import confirm_page, request_change
from vraagbaak.review.signals.actions import make_reviews_due, new_signal, raise_signals
from vraagbaak.review.signals.flags import flag_page

TODAY = NOW.date()
IN_A_YEAR = TODAY + timedelta(days=365)


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def faq(base: Any, editor: Any) -> FaqPage:
    page: FaqPage = FaqPageFactory(parent=base, owner_person=editor)
    assert page.review_on == IN_A_YEAR
    return page


def due(page: FaqPage) -> date:
    return FaqPage.objects.get(pk=page.pk).review_on


def vote(page: FaqPage, times: int) -> None:
    for _time in range(times):
        give_feedback(page=page, helpful=False, now=NOW)


def ask_after_reading(page: FaqPage, office: Any, times: int, *, opened: bool = True) -> None:
    for number in range(times):
        run = begin_run(office=office, now=NOW, visitor=f"bezoeker {number}")
        show_suggestions(run=run, pages=[page], now=NOW)
        if opened:
            open_suggestion(run=run, page=page, now=NOW)
        end_run_asked(run=run, question=QuestionFactory(office=office), now=NOW)


@pytest.mark.parametrize(("votes", "day"), [(4, IN_A_YEAR), (5, TODAY), (6, TODAY)])
def test_enough_readers_whom_it_did_not_help(faq: FaqPage, votes: int, day: date) -> None:
    vote(faq, votes)
    assert due(faq) == day


def test_how_many_is_up_to_the_knowledge_base(faq: FaqPage, base: Any) -> None:
    KnowledgeBase.objects.filter(pk=base.pk).update(unhelpful_threshold=2)
    vote(faq, 2)
    assert due(faq) == TODAY


def test_readers_whom_it_helped_do_not_count(faq: FaqPage) -> None:
    for _time in range(9):
        give_feedback(page=faq, helpful=True, now=NOW)
    assert (due(faq), ReviewSignal.objects.count()) == (IN_A_YEAR, 0)


def test_reason_that_is_given_afterwards_stands_with_the_signal(faq: FaqPage) -> None:
    given = give_feedback(page=faq, helpful=False, now=NOW)
    explain_feedback(feedback=given, reason="Het bedrag ontbreekt.")
    assert ReviewSignal.objects.get().text == "Het bedrag ontbreekt."


@pytest.mark.parametrize(
    ("times", "opened", "day"), [(2, True, IN_A_YEAR), (3, True, TODAY), (9, False, IN_A_YEAR)]
)
def test_readers_who_asked_all_the_same(
    faq: FaqPage, office: Any, times: int, opened: bool, day: date
) -> None:
    ask_after_reading(faq, office, times, opened=opened)
    assert due(faq) == day


def test_one_flag_is_enough(faq: FaqPage, agent: Any) -> None:
    flag_page(page=faq, user=agent, remark="Telefoonnummer klopt niet.", now=NOW)
    signal = ReviewSignal.objects.get()
    assert (due(faq), signal.kind, signal.user, signal.text) == (
        TODAY,
        EvidenceKind.FLAG,
        agent,
        "Telefoonnummer klopt niet.",
    )


def test_same_flag_sent_twice_is_one(faq: FaqPage, agent: Any) -> None:
    for _time in range(2):
        flag_page(page=faq, user=agent, remark="Fout.", now=NOW)
    assert ReviewSignal.objects.count() == 1


def test_review_handles_all_signals_and_they_do_not_fire_again(faq: FaqPage, editor: Any) -> None:
    signal = {"page_id": faq.pk, "kind": EvidenceKind.BROKEN_LINK, "key": "link:2026-11-15", "now": NOW}
    raise_signals(signals=[new_signal(**signal)], now=NOW)
    review = confirm_page(page=faq, user=editor, now=NOW)
    raise_signals(signals=[new_signal(**signal)], now=NOW)
    assert (due(faq), ReviewSignal.objects.get().handled_by) == (IN_A_YEAR, review)


def test_votes_from_before_a_review_do_not_count_with_those_after_it(faq: FaqPage, editor: Any) -> None:
    vote(faq, 5)
    confirm_page(page=faq, user=editor, now=NOW)
    vote(faq, 4)
    assert due(faq) == IN_A_YEAR


def test_new_evidence_fires_again(faq: FaqPage, editor: Any, agent: Any) -> None:
    flag_page(page=faq, user=agent, remark="Fout.", now=NOW)
    confirm_page(page=faq, user=editor, now=NOW)
    flag_page(page=faq, user=agent, remark="Nog steeds fout.", now=NOW)
    assert due(faq) == TODAY


def test_page_that_is_to_be_changed_keeps_the_date_of_its_task(faq: FaqPage, editor: Any, agent: Any) -> None:
    request_change(page=faq, user=editor, now=NOW, remark="Fout.", due_on=TODAY + timedelta(days=7))
    flag_page(page=faq, user=agent, remark="Fout.", now=NOW)
    assert due(faq) == TODAY + timedelta(days=7)


def test_page_that_is_overdue_keeps_its_date(faq: FaqPage, agent: Any) -> None:
    FaqPage.objects.filter(pk=faq.pk).update(review_on=date(2026, 1, 1))
    flag_page(page=faq, user=agent, remark="Fout.", now=NOW)
    assert due(faq) == date(2026, 1, 1)


def test_lower_threshold_counts_what_was_there_already(faq: FaqPage, base: Any) -> None:
    vote(faq, 2)
    KnowledgeBase.objects.filter(pk=base.pk).update(unhelpful_threshold=2)
    assert (make_reviews_due(today=TODAY), due(faq)) == (1, TODAY)


def test_number_of_queries_does_not_grow_with_the_pages(base: Any) -> None:
    counts = []
    for number in (1, 30):
        pages = [FaqPageFactory(parent=base) for _each in range(number)]
        signals = [new_signal(page_id=page.pk, kind=EvidenceKind.FLAG, key="x", now=NOW) for page in pages]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            raise_signals(signals=signals, now=NOW)
        counts.append(len(captured))
    assert counts[0] == counts[1]


class TestFlagScreen:
    def test_agent_reports_and_comes_back(self, faq: FaqPage, agent: Any, client: Any) -> None:
        client.force_login(agent)
        response = client.post(
            reverse("reviews:flag", args=[faq.pk]), {"remark": "Fout.", "next": reverse("questions:index")}
        )
        assert (response.url, due(faq)) == (reverse("questions:index"), TODAY)

    def test_remark_is_needed(self, faq: FaqPage, agent: Any, client: Any) -> None:
        client.force_login(agent)
        response = client.post(reverse("reviews:flag", args=[faq.pk]), {"remark": " "})
        assert (response.status_code, ReviewSignal.objects.count()) == (400, 0)

    def test_stranger_is_asked_to_log_in(self, faq: FaqPage, client: Any) -> None:
        response = client.get(reverse("reviews:flag", args=[faq.pk]))
        assert (response.status_code, response.url.startswith(reverse("wagtailadmin_login"))) == (302, True)

    def test_portal_user_has_no_way_in(self, faq: FaqPage, portal_user: Any, client: Any) -> None:
        client.force_login(portal_user)
        client.post(reverse("reviews:flag", args=[faq.pk]), {"remark": "Fout."})
        assert ReviewSignal.objects.count() == 0

    def test_page_that_is_not_published_is_not_there(self, faq: FaqPage, agent: Any, client: Any) -> None:
        faq.unpublish()
        client.force_login(agent)
        assert client.get(reverse("reviews:flag", args=[faq.pk])).status_code == 404
