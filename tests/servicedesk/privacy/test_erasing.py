"""After erasing nothing tells who asked, and everything that is counted is still there (rule 30)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from servicedesk.deflection.actions import (
    begin_run,
    end_run_answered,
    end_run_asked,
    follow_up,
    open_suggestion,
    show_suggestions,
)
from servicedesk.deflection.figures import Figures, total
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.selection import Selection
from servicedesk.deflection.visitors import account, digest_at
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, reopen
from servicedesk.lifecycle.quarantine import release
from servicedesk.mail.models import OutgoingMail
from servicedesk.parties.actions import recognise_party
from servicedesk.parties.models import Party
from servicedesk.privacy.actions import erase_party, erase_question
from servicedesk.privacy.inventory import inventory_of
from servicedesk.promotion.actions import promote_question
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from servicedesk.triage.models import Triage
from tests.factories import NOW, FaqPageFactory, PartyFactory, QuestionFactory, page_proposal
from tests.servicedesk.privacy.conftest import WORDS
from tests.servicedesk.privacy.everything import places_that_hold
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.models import FaqPage
from vraagbaak.review.signals.models import ReviewSignal
from vraagbaak.search.store import Store

pytestmark = pytest.mark.django_db


@pytest.fixture
def store_class() -> type[Store]:
    """What the index holds is looked for in its files."""
    return Store


def test_nothing_anywhere_tells_who_asked(
    life: Question, portal_user: Any, django_capture_on_commit_callbacks: Any
) -> None:
    before = places_that_hold(WORDS)
    with django_capture_on_commit_callbacks(execute=True):
        erase_party(party=life.asker, now=NOW)

    assert len(before) > 15
    assert places_that_hold(WORDS) == []


def test_party_that_somebody_holds_is_forgotten_with_the_stored_one(office: Any) -> None:
    party = PartyFactory(office=office, name="Fatima de Vries", email="fatima@post.example")

    erase_party(party=party, now=NOW)

    assert (party.name, party.email, party.erased_at) == ("Anoniem", "", NOW)


def test_what_is_counted_stays(life: Question) -> None:
    kept = {
        "asked_at": life.asked_at,
        "answered_at": life.answered_at,
        "closed_at": life.closed_at,
        "channel": life.channel,
        "consented_at": life.consented_at,
    }
    mails, triages = OutgoingMail.objects.exclude(sent_at=None).count(), Triage.objects.count()

    erase_party(party=life.asker, now=NOW)

    life.refresh_from_db()
    assert {name: getattr(life, name) for name in kept} == kept
    assert (life.answers.count(), life.reactions.count(), life.remarks.count()) == (2, 2, 1)
    assert OutgoingMail.objects.exclude(sent_at=None).count() == mails
    assert Triage.objects.count() == triages - 1
    assert life.ask_run.key == "sleutel"


def test_question_and_party_say_that_they_were_erased(life: Question) -> None:
    erase_party(party=life.asker, now=NOW)

    life.refresh_from_db()
    party = Party.objects.get(pk=life.asker_id)
    assert (life.erased_at, life.body, life.portal_user) == (NOW, "", None)
    assert (party.erased_at, party.email, party.telephone, party.user) == (NOW, "", "", None)


def test_the_log_says_what_was_done_without_saying_to_whom(life: Question, manager: Any) -> None:
    erase_party(party=life.asker, now=NOW, user=manager)

    life.refresh_from_db()
    party = Party.objects.get(pk=life.asker_id)
    of_question = ModelLogEntry.objects.for_instance(life).order_by("pk")
    last = ModelLogEntry.objects.for_instance(party).order_by("pk").last()
    assert {entry.label for entry in of_question} == {life.title}
    assert (of_question.last().action, of_question.last().user) == ("servicedesk.question.erase", manager)
    assert (last.action, last.label, last.data) == ("servicedesk.party.erase", party.name, {})
    assert [entry.data for entry in of_question if entry.action == "wagtail.edit"] == [{"team": "Balie"}]


def test_a_page_that_was_made_of_it_stays(life: Question, agent: Any, base: Any) -> None:
    proposal = page_proposal(base, question="Mag een huisdier in het paspoort?")
    faq = promote_question(question=life, proposal=proposal, user=agent, now=NOW)
    erase_party(party=life.asker, now=NOW)

    life.refresh_from_db()
    assert FaqPage.objects.get(pk=faq.pk).title == "Mag een huisdier in het paspoort?"
    assert Triage.objects.get(question=life).page == faq


def test_other_askers_keep_everything(office: Any, life: Question) -> None:
    namesake = PartyFactory(office=office, name="Fatima de Vries", email="ander@post.example")
    question = QuestionFactory(office=office, asker=namesake, title="Heel iets anders?")

    erase_party(party=life.asker, now=NOW)

    namesake.refresh_from_db()
    question.refresh_from_db()
    assert (namesake.name, namesake.erased_at) == ("Fatima de Vries", None)
    assert (question.title, question.status) == ("Heel iets anders?", QuestionStatus.OPEN)


def test_tasks_that_have_nothing_to_do_with_it_stay(life: Question) -> None:
    DBTaskResult.objects.update(traceback="")

    erase_party(party=life.asker, now=NOW)

    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[999_999]]


def test_a_mail_that_was_owed_is_not_sent_any_more(life: Question) -> None:
    erase_question(question=life, now=NOW)

    assert OutgoingMail.objects.filter(question=life, sent_at=None).count() == 0


def test_an_open_question_is_closed_by_it_and_enters_no_triage(office: Any) -> None:
    question = QuestionFactory(office=office)

    erase_question(question=question, now=NOW)

    assert (question.status, question.closed_at, question.erased_at) == (QuestionStatus.CLOSED, NOW, NOW)
    assert Triage.objects.count() == 0


def test_an_answered_question_is_closed_by_it(office: Any, agent: Any) -> None:
    question = QuestionFactory(office=office)
    sign_off(question=question, text="Ja.", user=agent, now=NOW)

    erase_question(question=question, now=NOW)

    assert (question.status, Triage.objects.count()) == (QuestionStatus.CLOSED, 0)


def test_what_was_in_quarantine_ends_as_spam(office: Any) -> None:
    question = QuestionFactory(office=office, status=QuestionStatus.HELD)

    erase_question(question=question, now=NOW)

    assert question.status == QuestionStatus.SPAM


def test_an_erased_question_is_not_opened_or_released_again(office: Any, agent: Any) -> None:
    closed = QuestionFactory(office=office)
    held = QuestionFactory(office=office, status=QuestionStatus.HELD)
    for question in (closed, held):
        erase_question(question=question, now=NOW)

    reopen(question=closed, user=agent, now=NOW)
    release(question=held, user=agent, now=NOW)

    assert (closed.status, held.status) == (QuestionStatus.CLOSED, QuestionStatus.SPAM)


def test_erasing_twice_keeps_the_first_moment_and_one_entry(office: Any) -> None:
    question = QuestionFactory(office=office)
    for days in (0, 1):
        erase_question(question=question, now=NOW + timedelta(days=days))

    entries = ModelLogEntry.objects.for_instance(question).filter(action="servicedesk.question.erase")
    assert (question.erased_at, entries.count()) == (NOW, 1)


def test_open_questions_can_be_kept_and_with_them_who_is_answered(office: Any, agent: Any) -> None:
    party = PartyFactory(office=office)
    waiting = QuestionFactory(office=office, asker=party, title="Wacht nog?")
    closed = QuestionFactory(office=office, asker=party)
    close_question(question=closed, user=agent, now=NOW)

    erasure = erase_party(party=party, now=NOW, keeps_open=True)

    party.refresh_from_db()
    waiting.refresh_from_db()
    closed.refresh_from_db()
    assert (erasure.questions, erasure.left, erasure.party) == (1, 1, False)
    assert (party.email, waiting.title, waiting.is_open) == ("fatima@post.example", "Wacht nog?", True)
    assert closed.erased_at == NOW


def test_a_question_in_quarantine_is_kept_with_the_open_ones(office: Any) -> None:
    held = QuestionFactory(office=office, title="Wacht in quarantaine?", status=QuestionStatus.HELD)
    counted = inventory_of(Party.objects.filter(pk=held.asker_id))

    erasure = erase_party(party=held.asker, now=NOW, keeps_open=True)

    held.refresh_from_db()
    assert (counted.counts["questions"], counted.open_questions) == (1, 1)
    assert (erasure.questions, erasure.left, erasure.party) == (0, 1, False)
    assert (held.title, held.status, held.erased_at) == ("Wacht in quarantaine?", QuestionStatus.HELD, None)


def test_the_name_that_took_the_place_leads_to_nobody(office: Any) -> None:
    party = PartyFactory(office=office)
    erase_party(party=party, now=NOW)
    party.refresh_from_db()

    again = recognise_party(office=office, name=party.name, email="")

    assert (again.pk == party.pk, again.erased_at) == (False, None)


class TestRunsOfTheAsker:
    """The digest of an account can be computed again by who has its number and the day."""

    @pytest.fixture
    def digest(self, portal_user: Any) -> str:
        return digest_at(account(portal_user.pk), moment=NOW)

    @pytest.fixture
    def faq(self, topic: Any) -> Any:
        return FaqPageFactory(parent=topic)

    def run(self, office: Any, faq: Any, digest: str, *, answered: bool = False) -> AskRun:
        run = show_suggestions(run=begin_run(office=office, now=NOW, visitor=digest), pages=[faq], now=NOW)
        open_suggestion(run=run, page=faq, now=NOW)
        return end_run_answered(run=run, page=faq, now=NOW) if answered else run

    def asked(self, office: Any, faq: Any, digest: str) -> Question:
        question: Question = QuestionFactory(office=office, asked_at=NOW)
        end_run_asked(run=self.run(office, faq, digest), question=question, now=NOW)
        return question

    def test_do_not_lead_back_to_the_account(self, office: Any, faq: Any, digest: str) -> None:
        helped = self.run(office, faq, digest, answered=True)
        question = self.asked(office, faq, digest)
        follow_up(question=question, visitors=[digest], now=NOW)
        before = places_that_hold([digest])

        erase_question(question=question, now=NOW)

        helped.refresh_from_db()
        assert before == ["servicedesk_askrun.visitor", "vraagbaak_reviewsignal.key"]
        assert (places_that_hold([digest]), helped.followed_by) == ([], question)
        assert ReviewSignal.objects.get(kind=EvidenceKind.ASKED_ANYWAY).key == f"asker:{helped.visitor}"

    def test_leave_the_figures_as_they_were(self, office: Any, base: Any, faq: Any, digest: str) -> None:
        self.run(office, faq, digest, answered=True)
        question = self.asked(office, faq, digest)
        selection = Selection(now=NOW + timedelta(days=7), offices=(office.pk,), bases=(base.pk,))
        before = total(selection)

        erase_question(question=question, now=NOW)

        assert before == Figures(shown_to=1, opened_by=1, answered=1, asked=1, helped=0)
        assert total(selection) == before

    def test_of_another_question_do_not_tell_who_asked_this_one(
        self, office: Any, faq: Any, digest: str
    ) -> None:
        gone, kept = self.asked(office, faq, digest), self.asked(office, faq, digest)

        erase_question(question=gone, now=NOW)

        visitors = [AskRun.objects.get(question=each).visitor for each in (gone, kept)]
        assert ([visitor == digest for visitor in visitors], len(visitors[0])) == ([False, True], 32)


def test_who_asks_again_afterwards_is_a_new_party(life: Question, office: Any, portal_user: Any) -> None:
    erase_party(party=life.asker, now=timezone.now())
    again = recognise_party(office=office, name="Fatima de Vries", email="fatima@post.example")
    with_account = recognise_party(
        office=office, name="Fatima de Vries", email="fatima@post.example", user=portal_user
    )

    assert life.asker_id not in (again.pk, with_account.pk)


def test_the_signal_stays_at_the_page_without_the_askers_words(life: Question) -> None:
    erase_question(question=life, now=NOW)

    assert [(feedback.helpful, feedback.reason) for feedback in Feedback.objects.all()] == [(False, "")]
    assert [signal.text for signal in ReviewSignal.objects.filter(kind=EvidenceKind.UNHELPFUL)] == [""]
