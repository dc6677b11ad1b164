"""Who gets a digest on which day, and which pages are new in it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.factories import AMSTERDAM, FaqPageFactory, UserFactory
from tests.vraagbaak.review.digests.many import add_many
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from vraagbaak.models import DailyRun, Digest, DigestPage, FaqPage
from vraagbaak.review.digests import actions, recipients
from vraagbaak.review.digests.actions import choose_day, forget_digests, plan_digests
from vraagbaak.review.digests.choices import DigestDay, DigestReason
from vraagbaak.review.digests.pages import NewPage

pytestmark = pytest.mark.django_db
# A Wednesday.
TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


def digests_of(user: Any) -> list[date]:
    return list(Digest.objects.filter(user=user).order_by("day").values_list("day", flat=True))


def keys_of_digests() -> list[int]:
    return list(Digest.objects.order_by("pk").values_list("pk", flat=True))


def told(user: Any) -> list[str]:
    rows = DigestPage.objects.filter(digest__user=user).order_by("digest__day", "page__title")
    return list(rows.values_list("page__title", flat=True))


def finished(day: date) -> None:
    DailyRun.objects.create(day=day, begun_at=timezone.now(), finished_at=timezone.now())


class TestNews:
    def test_owner_is_told_of_what_is_due_and_not_of_what_is_not(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        FaqPageFactory(parent=base, title="Gisteren", review_on=TODAY - DAY, owner_person=editor)
        FaqPageFactory(parent=base, title="Vandaag", review_on=TODAY, owner_person=editor)
        FaqPageFactory(parent=base, title="Morgen", review_on=TODAY + DAY, owner_person=editor)
        FaqPageFactory(parent=base, title="Concept", review_on=TODAY, owner_person=editor, live=False)

        assert plan(TODAY) == 1
        assert told(editor) == ["Gisteren", "Vandaag"]

    def test_nobody_is_written_to_when_nothing_is_new(self, base: Any, editor: Any, plan: Any) -> None:
        FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)

        assert [plan(TODAY), plan(TODAY + DAY), plan(TODAY + 2 * DAY)] == [1, 0, 0]
        assert len(mail.outbox) == 1

    def test_page_that_is_due_again_is_new(self, base: Any, editor: Any, plan: Any) -> None:
        page = FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
        plan(TODAY)
        FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY + 7 * DAY)

        assert plan(TODAY + 7 * DAY) == 1

    def test_new_owner_is_told_of_what_the_old_one_knew(self, base: Any, editor: Any, plan: Any) -> None:
        page = FaqPageFactory(parent=base, title="Paspoort", review_on=TODAY, owner_person=editor)
        plan(TODAY)
        heir = UserFactory(group=GroupName.EDITORS)
        FaqPage.objects.filter(pk=page.pk).update(owner_person=heir)

        assert plan(TODAY + DAY) == 1
        assert told(heir) == ["Paspoort"]

    def test_each_active_member_of_the_owning_group_is_told(self, base: Any, plan: Any) -> None:
        first, second = UserFactory(group=GroupName.EDITORS), UserFactory(group=GroupName.EDITORS)
        UserFactory(group=GroupName.EDITORS, is_active=False)
        group = Group.objects.get(name=GroupName.EDITORS)
        FaqPageFactory(parent=base, title="Groep", review_on=TODAY, owner_group=group)
        FaqPageFactory(parent=base, title="Van mij", review_on=TODAY, owner_person=first, owner_group=group)

        assert plan(TODAY) == 2
        assert (told(first), told(second)) == (["Groep", "Van mij"], ["Groep"])

    def test_leaver_and_who_has_no_address_get_none(self, base: Any, plan: Any) -> None:
        for owner in (UserFactory(group=GroupName.EDITORS), UserFactory(group=GroupName.EDITORS, email="")):
            FaqPageFactory(parent=base, review_on=TODAY, owner_person=owner)
        type(owner).objects.exclude(email="").update(is_active=False)

        assert plan(TODAY) == 0

    def test_page_that_its_owner_may_not_see_is_not_mailed(self, agents_base: Any, plan: Any) -> None:
        owner = UserFactory(group=GroupName.PORTAL_USERS)
        FaqPageFactory(parent=agents_base, review_on=TODAY, owner_person=owner)
        FaqPage.objects.update(effective_audience=Audience.AGENTS)
        assert plan(TODAY) == 0

        FaqPage.objects.update(effective_audience=Audience.PORTAL)
        assert plan(TODAY) == 1


class TestStaggering:
    def test_thousand_pages_come_twenty_at_a_time_the_most_urgent_first(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        pages = add_many(base=base, number=1000, review_on=TODAY, owner_person=editor)
        for page in pages[-40:]:
            FaqPage.objects.filter(pk=page.pk).update(views=page.pk)

        days = [TODAY + n * DAY for n in range(3)]
        planned = [plan(day) for day in days]

        by_views = [page.pk for page in reversed(pages)]
        expected = [set(by_views[:20]), set(by_views[20:40]), {page.pk for page in pages[:20]}]
        brought = [
            set(DigestPage.objects.filter(digest__day=day).values_list("page", flat=True)) for day in days
        ]
        assert (planned, brought) == ([1, 1, 1], expected)

    def test_all_are_told_of_once_in_the_end(self, base: Any, editor: Any, plan: Any) -> None:
        pages = add_many(base=base, number=50, review_on=TODAY, owner_person=editor)

        assert [plan(TODAY + n * DAY) for n in range(4)] == [1, 1, 1, 0]
        brought = DigestPage.objects.values_list("page", flat=True)
        assert sorted(brought) == [page.pk for page in pages]

    def test_member_who_comes_later_begins_with_the_most_urgent_pages_of_the_group(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        group = Group.objects.get(name=GroupName.EDITORS)
        pages = [page.pk for page in add_many(base=base, number=70, review_on=TODAY, owner_group=group)]
        plan(TODAY)
        plan(TODAY + DAY)
        newcomer = UserFactory(group=GroupName.EDITORS)

        assert plan(TODAY + 2 * DAY) == 2
        brought = DigestPage.objects.filter(digest__day=TODAY + 2 * DAY).order_by("page")
        keys = [
            list(brought.filter(digest__user=user).values_list("page", flat=True))
            for user in (editor, newcomer)
        ]
        assert keys == [pages[40:60], pages[:20]]

    @pytest.mark.usefixtures("_queued")
    def test_nothing_is_added_while_a_digest_waits_for_the_mail_server(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        add_many(base=base, number=50, review_on=TODAY, owner_person=editor)

        assert [plan(TODAY), plan(TODAY + DAY)] == [1, 0]
        Digest.objects.update(sent_at=timezone.now())
        assert plan(TODAY + DAY) == 1


class TestOnce:
    def test_run_that_is_repeated_plans_nothing_more(self, base: Any, editor: Any, plan: Any) -> None:
        add_many(base=base, number=50, review_on=TODAY, owner_person=editor)

        assert [plan(TODAY), plan(TODAY), plan(TODAY)] == [1, 0, 0]
        assert len(mail.outbox) == 1

    @pytest.mark.usefixtures("_queued")
    def test_run_that_was_killed_half_way_is_finished_by_the_next(
        self, base: Any, plan: Any, monkeypatch: Any
    ) -> None:
        owners = [UserFactory(group=GroupName.EDITORS) for _ in range(5)]
        for owner in owners:
            FaqPageFactory(parent=base, review_on=TODAY, owner_person=owner)
        monkeypatch.setattr(recipients, "BATCH_SIZE", 2)
        with monkeypatch.context() as killing:
            killing.setattr(actions, "store", dying_at_the_second_call(actions.store))
            with pytest.raises(ConnectionAbortedError):
                plan(TODAY)
        before = Digest.objects.count()

        assert (before, plan(TODAY)) == (2, 3)
        assert [len(digests_of(owner)) for owner in owners] == [1] * 5
        tasks = DBTaskResult.objects.filter(task_path=actions.send_planned_digest.module_path)
        assert sorted(task.args_kwargs["args"][0] for task in tasks) == keys_of_digests()

    def test_whoever_plans_second_finds_the_persons_taken(
        self, base: Any, editor: Any, plan: Any, monkeypatch: Any
    ) -> None:
        page = FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
        people = list(recipients.recipients(today=TODAY, last_run=None))
        found = [NewPage(recipient=editor.pk, page=page.pk, due_on=TODAY, reason=DigestReason.OWNED)]
        plan(TODAY)
        monkeypatch.setattr(actions, "recipients", lambda today, last_run: people)
        monkeypatch.setattr(actions, "new_pages", lambda people, today: found)

        assert plan(TODAY) == 0
        assert digests_of(editor) == [TODAY]

    def test_week_that_was_missed_costs_one_digest(self, base: Any, editor: Any, plan: Any) -> None:
        for days in range(7):
            FaqPageFactory(parent=base, review_on=TODAY + days * DAY, owner_person=editor)

        plan(TODAY + 7 * DAY)

        assert digests_of(editor) == [TODAY + 7 * DAY]
        assert len(told(editor)) == 7

    def test_clock_that_was_set_back_brings_no_second_digest(self, base: Any, editor: Any, plan: Any) -> None:
        FaqPageFactory(parent=base, review_on=TODAY - 9 * DAY, owner_person=editor)
        plan(TODAY)
        FaqPageFactory(parent=base, review_on=TODAY - 8 * DAY, owner_person=editor)

        assert [plan(TODAY - 2 * DAY), plan(TODAY), plan(TODAY + DAY)] == [0, 0, 1]
        assert digests_of(editor) == [TODAY, TODAY + DAY]

    @pytest.mark.parametrize("day", [date(2025, 10, 26), date(2026, 3, 29)])
    def test_day_on_which_the_clock_changes_has_one_digest(
        self, base: Any, editor: Any, time_machine: Any, day: date
    ) -> None:
        FaqPageFactory(parent=base, title="Begin", review_on=day, owner_person=editor)
        planned = []
        for hour, minute in ((0, 5), (2, 30), (3, 30), (23, 55)):
            moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)
            time_machine.move_to(moment)
            planned.append(plan_digests(now=moment, last_run=None))
            FaqPageFactory(parent=base, title="Later", review_on=day, owner_person=editor)

        assert (planned, digests_of(editor)) == ([1, 0, 0, 0], [day])


class TestPreference:
    def test_who_wants_none_gets_none(self, base: Any, editor: Any, plan: Any) -> None:
        FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
        choose_day(user=editor, day=DigestDay.NEVER)

        assert [plan(TODAY + n * DAY) for n in range(7)] == [0] * 7

    @pytest.mark.parametrize("day", [DigestDay.MONDAY, DigestDay.FRIDAY, DigestDay.SUNDAY])
    def test_who_wants_it_on_a_weekday_gets_it_then(
        self, base: Any, editor: Any, plan: Any, day: DigestDay
    ) -> None:
        FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
        choose_day(user=editor, day=day)
        for number in range(8):
            plan(TODAY + number * DAY)
            finished(TODAY + number * DAY)

        [planned] = digests_of(editor)
        assert str(planned.weekday()) == day

    def test_weekday_that_was_missed_is_made_up_for_by_the_next_run(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        FaqPageFactory(parent=base, review_on=TODAY - 9 * DAY, owner_person=editor)
        choose_day(user=editor, day=DigestDay.MONDAY)
        finished(TODAY - 3 * DAY)

        assert plan(TODAY) == 1

    def test_weekday_on_which_there_was_nothing_is_not_made_up_for(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        choose_day(user=editor, day=DigestDay.MONDAY)
        for days in (3, 2, 1):
            finished(TODAY - days * DAY)
        FaqPageFactory(parent=base, review_on=TODAY - 9 * DAY, owner_person=editor)

        assert plan(TODAY) == 0

    def test_weekday_with_a_digest_is_not_made_up_for_when_its_run_was_not_finished(
        self, base: Any, editor: Any, plan: Any
    ) -> None:
        choose_day(user=editor, day=DigestDay.MONDAY)
        finished(TODAY - 3 * DAY)
        FaqPageFactory(parent=base, review_on=TODAY - 9 * DAY, owner_person=editor)
        plan(TODAY - 2 * DAY)
        FaqPageFactory(parent=base, review_on=TODAY - 1 * DAY, owner_person=editor)

        assert plan(TODAY) == 0


class TestForgetting:
    def test_only_old_digests_are_forgotten(self, base: Any, editor: Any, plan: Any) -> None:
        FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
        plan(TODAY)
        FaqPageFactory(parent=base, review_on=TODAY + DAY, owner_person=editor)
        plan(TODAY + DAY)

        assert forget_digests(before=TODAY + DAY) == 1
        assert digests_of(editor) == [TODAY + DAY]


def dying_at_the_second_call(store: Any) -> Any:
    calls: list[int] = []

    def dying(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        stored = store(*args, **kwargs)
        if len(calls) > 1:
            raise ConnectionAbortedError
        return stored

    return dying
