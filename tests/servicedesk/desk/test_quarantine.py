"""What waits until an agent has looked: seen on its own list only, released or refused, and gone in the end."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from servicedesk.deflection.actions import (
    begin_run,
    end_run_answered,
    end_run_asked,
    follow_up,
    open_suggestion,
    show_suggestions,
)
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.events import read_events
from servicedesk.deflection.figures import Figures, total
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.selection import Selection
from servicedesk.desk.passages import answers_to_pass_on
from servicedesk.desk.work_lists import WorkList, count_work_lists
from servicedesk.lifecycle.quarantine import delete_refused, refuse_all, refuse_as_spam, release_all
from servicedesk.models import Party, Question
from servicedesk.questions.choices import QuestionStatus, Suspicion
from tests import factories
from tests.factories import NOW
from vraagbaak.knowledge.audiences.choices import GroupName

pytestmark = pytest.mark.django_db

LIST_QUERIES = 16


def held(office: Any, **changes: Any) -> Question:
    given: dict[str, Any] = {
        "title": "Goedkope pillen?",
        "name": "Spammer",
        "email": "spam@post.example",
        "suspicion": Suspicion.LINKS,
    }
    return factories.ask_question(office, **given | changes)


def address(question: Question, button: str) -> str:
    return reverse(f"questions:{button}", args=[question.pk])


def rows(client: Client, work_list: str) -> list[str]:
    response = client.get(reverse("questions:list", args=[work_list]))
    return [question.title for question in response.context["object_list"]]


class TestLists:
    def test_it_stands_on_its_own_list_only(self, client: Client, office: Any, agent: Any) -> None:
        held(office)
        factories.QuestionFactory(office=office, title="Echte vraag")
        client.force_login(agent)

        lists = {work_list: rows(client, work_list) for work_list in WorkList.values}

        assert {work_list: titles for work_list, titles in lists.items() if titles} == {
            WorkList.UNASSIGNED: ["Echte vraag"],
            WorkList.ALL: ["Echte vraag"],
            WorkList.HELD: ["Goedkope pillen?"],
            **({WorkList.OVERDUE: ["Echte vraag"]} if lists[WorkList.OVERDUE] else {}),
        }

    def test_it_is_counted_there_only(self, office: Any, agent: Any) -> None:
        held(office)
        refuse_as_spam(question=held(office), user=agent, now=NOW)

        counts = count_work_lists(user=agent, now=NOW)

        assert {name: number for name, number in counts.items() if number} == {
            WorkList.HELD: 1,
            WorkList.SPAM: 1,
        }

    def test_a_search_in_all_questions_does_not_find_it(
        self, client: Client, office: Any, agent: Any
    ) -> None:
        held(office)
        client.force_login(agent)

        response = client.get(reverse("questions:list", args=["all"]), {"q": "pillen", "status": "held"})

        assert list(response.context["object_list"]) == []

    def test_its_list_tells_why(self, client: Client, office: Any, agent: Any) -> None:
        held(office, suspicion=Suspicion.HONEYPOT)
        client.force_login(agent)

        text = client.get(reverse("questions:list", args=["held"])).content.decode()

        assert str(Suspicion.HONEYPOT.label) in text
        assert 'data-bulk-action-footer="QUESTION"' in text

    @pytest.mark.parametrize("number", [1, 3])
    def test_its_list_costs_the_same_for_one_and_for_three(
        self, client: Client, office: Any, agent: Any, number: int, django_assert_num_queries: Any
    ) -> None:
        for _number in range(number):
            held(office)
        client.force_login(agent)
        client.get(reverse("questions:list", args=["held"]))

        with django_assert_num_queries(LIST_QUERIES):
            client.get(reverse("questions:list", args=["held"]))

    @pytest.mark.parametrize(("number", "expected"), [(0, False), (1, True)])
    def test_the_panel_tells_of_it_when_there_is_something(
        self, client: Client, office: Any, agent: Any, number: int, expected: bool
    ) -> None:
        for _number in range(number):
            held(office)
        client.force_login(agent)

        text = client.get(reverse("wagtailadmin_home")).content.decode()

        assert (reverse("questions:list", args=["held"]) in text) is expected

    def test_what_was_answered_in_it_is_not_passed_on(self, office: Any, agent: Any) -> None:
        question = factories.QuestionFactory(office=office, status=QuestionStatus.SPAM)
        question.answers.create(text="x", author=agent, signed_off_at=NOW)

        assert list(answers_to_pass_on(user=agent)) == []


class TestDeciding:
    def test_releasing_begins_the_term_and_mails_the_asker(
        self, client: Client, office: Any, agent: Any
    ) -> None:
        question = held(office)
        client.force_login(agent)

        response = client.post(address(question, "release"))

        question.refresh_from_db()
        assert (response["Location"], question.status) == (address(question, "question"), QuestionStatus.OPEN)
        assert question.due_at is not None
        assert question.due_at > timezone.now()
        assert [message.to for message in mail.outbox] == [["spam@post.example"]]

    def test_refusing_tells_nobody(self, client: Client, office: Any, agent: Any) -> None:
        question = held(office)
        client.force_login(agent)

        client.post(address(question, "refuse"))

        question.refresh_from_db()
        assert (question.status, mail.outbox) == (QuestionStatus.SPAM, [])

    def test_what_was_refused_can_still_be_released(self, client: Client, office: Any, agent: Any) -> None:
        question = held(office)
        client.force_login(agent)
        for button in ("refuse", "release"):
            client.post(address(question, button))

        question.refresh_from_db()
        assert question.status == QuestionStatus.OPEN

    def test_a_second_press_mails_once(self, client: Client, office: Any, agent: Any) -> None:
        question = held(office)
        client.force_login(agent)
        for _press in range(2):
            client.post(address(question, "release"))

        assert len(mail.outbox) == 1

    def test_a_real_question_cannot_be_refused(self, client: Client, office: Any, agent: Any) -> None:
        question = factories.QuestionFactory(office=office)
        client.force_login(agent)
        client.post(address(question, "refuse"))

        question.refresh_from_db()
        assert question.status == QuestionStatus.OPEN

    def test_its_page_offers_these_two_and_no_answer(self, client: Client, office: Any, agent: Any) -> None:
        question = held(office)
        client.force_login(agent)

        text = client.get(address(question, "question")).content.decode()

        offered = {
            button: address(question, button) in text
            for button in ("release", "refuse", "sign_off", "close", "reopen", "promote")
        }
        assert offered == {
            "release": True,
            "refuse": True,
            "sign_off": False,
            "close": False,
            "reopen": False,
            "promote": False,
        }

    @pytest.mark.parametrize("button", ["release", "refuse"])
    def test_who_may_not_see_it_may_not_decide(
        self, client: Client, office: Any, home: Any, editor: Any, button: str
    ) -> None:
        question = held(office)
        elsewhere = factories.OfficeFactory(site=Site.objects.create(hostname="elders", root_page=home))
        stranger = factories.UserFactory(group=GroupName.AGENTS)
        factories.TeamFactory(office=elsewhere, members=[stranger])
        statuses = []
        for user in (stranger, editor):
            client.force_login(user)
            statuses.append(client.post(address(question, button)).status_code)

        question.refresh_from_db()
        assert (statuses, question.status) == ([404, 403], QuestionStatus.HELD)


class TestMany:
    def bulk(self, client: Client, action: str, *questions: Question, method: str = "post") -> Any:
        keys = "&".join(f"id={question.pk}" for question in questions)
        return getattr(client, method)(
            f"/beheer/bulk/servicedesk/question/{action}/?{keys}&id=x&next=/beheer/"
        )

    def test_are_asked_about_first(self, client: Client, office: Any, agent: Any) -> None:
        question = held(office)
        client.force_login(agent)

        response = self.bulk(client, "refuse", question, method="get")

        assert [each["item"] for each in response.context["items"]] == [question]

    @pytest.mark.parametrize(
        ("action", "status"), [("release", QuestionStatus.OPEN), ("refuse", QuestionStatus.SPAM)]
    )
    def test_are_decided_about_together(
        self, client: Client, office: Any, agent: Any, action: str, status: str
    ) -> None:
        first, second = held(office), held(office)
        genuine = factories.QuestionFactory(office=office, status=QuestionStatus.ANSWERED)
        client.force_login(agent)

        response = self.bulk(client, action, first, second, genuine)

        for question in (first, second, genuine):
            question.refresh_from_db()
        assert (response.status_code, first.status, second.status, genuine.status) == (
            302,
            status,
            status,
            QuestionStatus.ANSWERED,
        )

    def test_of_another_office_are_left_alone(
        self, client: Client, office: Any, home: Any, agent: Any, editor: Any
    ) -> None:
        elsewhere = factories.OfficeFactory(site=Site.objects.create(hostname="elders", root_page=home))
        question = held(elsewhere)
        for user in (agent, editor):
            client.force_login(user)
            self.bulk(client, "release", question)

        question.refresh_from_db()
        assert question.status == QuestionStatus.HELD

    def test_how_many_were_changed_is_told(self, office: Any, agent: Any) -> None:
        first, second = held(office), held(office)
        counted = [
            refuse_all(questions=[first, second], user=agent, now=NOW),
            release_all(questions=[first], user=agent, now=NOW),
        ]

        assert counted == [2, 1]


class TestTheEnd:
    def test_what_was_refused_is_deleted_after_its_term_with_all_that_came_along(
        self, office: Any, agent: Any, settings: Any
    ) -> None:
        settings.SPAM_DAYS = 30
        old, fresh, waiting = held(office), held(office, email="ander@post.example"), held(office)
        refuse_as_spam(question=old, user=agent, now=NOW - timedelta(days=31))
        refuse_as_spam(question=fresh, user=agent, now=NOW - timedelta(days=29))

        assert delete_refused(now=NOW) == 1

        assert set(Question.objects.all()) == {fresh, waiting}
        assert ModelLogEntry.objects.filter(object_id=str(old.pk)).count() == 0

    def test_an_asker_of_whom_nothing_else_is_known_goes_along(self, office: Any, agent: Any) -> None:
        known = factories.QuestionFactory(office=office)
        for question in (held(office), held(office, name=known.asker.name, email=known.asker.email)):
            refuse_as_spam(question=question, user=agent, now=NOW - timedelta(days=31))

        delete_refused(now=NOW)

        assert list(Party.objects.all()) == [known.asker]


class TestTheEndInTheFigures:
    """What was spam was never asked (rule 8): deleting it changes no figure."""

    @pytest.fixture
    def whole(self, office: Any, base: Any) -> Selection:
        return Selection(now=NOW, offices=(office.pk,), bases=(base.pk,))

    @pytest.fixture
    def spam(self, office: Any, agent: Any) -> Question:
        question = held(office, now=NOW - timedelta(days=40))
        return refuse_as_spam(question=question, user=agent, now=NOW - timedelta(days=39))

    def run_of(self, spam: Question, page: Any, *, answered: bool, visitor: str = "spammer") -> AskRun:
        at = spam.asked_at - timedelta(hours=1)
        run = begin_run(office=spam.office, now=at, visitor=visitor)
        show_suggestions(run=run, pages=[page], now=at)
        open_suggestion(run=run, page=page, now=at)
        return end_run_answered(run=run, page=page, now=at) if answered else run

    def told(self, whole: Selection) -> tuple[Figures, list[str]]:
        return total(whole), [event.step for event in read_events(whole)]

    @pytest.mark.parametrize(
        ("answered", "ending"), [(False, ["left"]), (True, ["answered"])], ids=["at once", "after a page"]
    )
    def test_a_run_that_ended_in_spam_is_not_asked_afterwards(
        self, spam: Question, topic: Any, whole: Selection, answered: bool, ending: list[str]
    ) -> None:
        run = self.run_of(spam, factories.FaqPageFactory(parent=topic), answered=answered)
        end_run_asked(run=run, question=spam, now=spam.asked_at)
        figures, steps = self.told(whole)

        delete_refused(now=NOW)

        helped = int(answered)
        assert figures == Figures(shown_to=1, opened_by=1, answered=helped, asked=0, helped=helped)
        assert steps == ["begun", "shown", "opened", *ending[:helped], "held"]
        assert self.told(whole) == (figures, ["begun", "shown", "opened", *ending])
        assert AskRun.objects.get().outcome == (AskOutcome.ANSWERED if answered else AskOutcome.LEFT)

    def test_who_was_helped_stays_helped_when_the_spam_that_followed_is_deleted(
        self, spam: Question, topic: Any, whole: Selection
    ) -> None:
        self.run_of(spam, factories.FaqPageFactory(parent=topic), answered=True)
        follow_up(question=spam, visitors=["spammer"], now=spam.asked_at)
        figures, steps = self.told(whole)

        delete_refused(now=NOW)

        assert figures == Figures(shown_to=1, opened_by=1, answered=1, asked=0, helped=1)
        assert self.told(whole) == (figures, steps)
