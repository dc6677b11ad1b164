"""What a review does to a page (rules 1 to 3)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Revision

from tests.factories import AMSTERDAM, NOW, FaqPageFactory, TopicFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import FaqPage, KnowledgeBase, Review, ReviewTask
from vraagbaak.review.reviews.actions import (
    AlreadyReviewedError,
    CannotUndoError,
    NotPublishedError,
    confirm_page,
    request_change,
    retire_page,
    undo_review,
)
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.signals.flags import flag_page

TODAY = NOW.date()
LATER = TODAY + timedelta(days=14)


def fresh(page: Any) -> FaqPage:
    return FaqPage.objects.get(pk=page.pk)


def publish(page: Any, user: Any, **changes: Any) -> FaqPage:
    """Written by `user` and published by a machine, as a scheduled publication is."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=user).publish()
    return fresh(page)


class TestStillCorrect:
    def test_moves_the_date_by_the_interval_and_tells_who_and_when(self, faq: Any, editor: Any) -> None:
        review = confirm_page(page=faq, user=editor, now=NOW, remark="Tarief nagekeken.")
        after = fresh(faq)
        assert (after.reviewed_on, after.review_on) == (TODAY, TODAY + timedelta(days=365))
        assert (review.reviewer, review.done_at, review.due_on, review.outcome, review.remark) == (
            editor,
            NOW,
            date(2026, 11, 8),
            Outcome.STILL_CORRECT,
            "Tarief nagekeken.",
        )

    def test_makes_no_revision(self, faq: Any, editor: Any) -> None:
        before = Revision.objects.count()
        confirm_page(page=faq, user=editor, now=NOW)
        assert Revision.objects.count() == before

    def test_date_may_be_chosen(self, faq: Any, editor: Any) -> None:
        confirm_page(page=faq, user=editor, now=NOW, next_on=date(2027, 1, 1))
        assert fresh(faq).review_on == date(2027, 1, 1)

    def test_interval_comes_from_page_then_topic_then_knowledge_base(
        self, base: Any, editor: Any, today: date
    ) -> None:
        topic = TopicFactory(parent=base, review_interval=60)
        own = FaqPageFactory(parent=topic, review_interval=30)
        of_topic, of_base = FaqPageFactory(parent=topic), FaqPageFactory(parent=base)
        for each in (own, of_topic, of_base):
            confirm_page(page=each, user=editor, now=NOW)
        assert [(fresh(each).review_on - TODAY).days for each in (own, of_topic, of_base)] == [30, 60, 365]

    def test_closes_the_open_task(self, faq: Any, editor: Any) -> None:
        request_change(page=faq, user=editor, now=NOW, remark="Bedrag fout.", due_on=LATER)
        confirm_page(page=faq, user=editor, now=NOW)
        assert ReviewTask.objects.open().count() == 0

    def test_of_a_page_that_is_not_published_is_refused(self, faq: Any, editor: Any) -> None:
        faq.unpublish()
        with pytest.raises(NotPublishedError):
            confirm_page(page=faq, user=editor, now=NOW)


class TestPublishing:
    def test_another_text_counts_as_a_review(self, faq: Any, editor: Any) -> None:
        after = publish(faq, editor, title="Wat kost een paspoort?")
        review = Review.objects.get()
        assert (review.outcome, review.reviewer, review.due_on) == (
            Outcome.CHANGED,
            editor,
            date(2026, 11, 8),
        )
        assert (after.reviewed_on, after.review_on) == (TODAY, TODAY + timedelta(days=365))

    def test_same_text_is_no_review(self, faq: Any, editor: Any) -> None:
        after = publish(faq, editor, audience="agents")
        assert (Review.objects.count(), after.review_on) == (0, date(2026, 11, 8))

    def test_new_page_begins_its_time(self, base: Any, editor: Any, today: date) -> None:
        draft = FaqPageFactory(parent=base, live=False)
        draft.save_revision(user=editor).publish()
        after = fresh(draft)
        assert (after.reviewed_on, after.review_on, Review.objects.count()) == (
            TODAY,
            TODAY + timedelta(days=365),
            0,
        )

    def test_draft_from_before_a_review_does_not_bring_the_old_date_back(self, faq: Any, editor: Any) -> None:
        draft = fresh(faq)
        draft.audience = "agents"
        old = draft.save_revision(user=editor)
        confirm_page(page=faq, user=editor, now=NOW)
        old.publish()
        assert fresh(faq).review_on == TODAY + timedelta(days=365)

    def test_set_date_that_is_to_come_stays(self, faq: Any, editor: Any) -> None:
        FaqPage.objects.filter(pk=faq.pk).update(review_planned_on=date(2027, 1, 1))
        assert publish(faq, editor, title="Anders").review_on == date(2027, 1, 1)

    def test_draft_does_not_count(self, faq: Any, editor: Any) -> None:
        draft = fresh(faq)
        draft.title = "Anders"
        draft.save_revision(user=editor)
        assert (Review.objects.count(), fresh(faq).review_on) == (0, date(2026, 11, 8))

    def test_closes_the_task(self, faq: Any, editor: Any) -> None:
        request_change(page=faq, user=editor, now=NOW, remark="Bedrag fout.", due_on=LATER)
        publish(faq, editor, title="Anders")
        assert ReviewTask.objects.open().count() == 0

    def test_page_that_was_unpublished_counts_as_reviewed_when_it_is_published_again(
        self, faq: Any, editor: Any
    ) -> None:
        faq.unpublish()
        after = publish(faq, editor)
        assert (after.live, after.review_on) == (True, TODAY + timedelta(days=365))
        assert [review.outcome for review in Review.objects.all()] == [Outcome.STILL_CORRECT]

    def test_page_that_was_unpublished_and_changed_is_changed(self, faq: Any, editor: Any) -> None:
        faq.unpublish()
        after = publish(faq, editor, title="Wat kost een paspoort nu?")
        assert after.review_on == TODAY + timedelta(days=365)
        assert [review.outcome for review in Review.objects.all()] == [Outcome.CHANGED]


class TestToBeChanged:
    def test_makes_a_task_with_a_date_of_its_own(self, faq: Any, editor: Any) -> None:
        review = request_change(page=faq, user=editor, now=NOW, remark="Bedrag fout.", due_on=LATER)
        task = ReviewTask.objects.get()
        assert (task.review, task.page_id, task.due_on, task.closed_at) == (review, faq.pk, LATER, None)

    def test_page_stays_published_and_keeps_the_day_of_its_last_review(self, faq: Any, editor: Any) -> None:
        request_change(page=faq, user=editor, now=NOW, remark="Bedrag fout.", due_on=LATER)
        after = fresh(faq)
        assert (after.live, after.reviewed_on, after.review_on) == (True, date(2025, 11, 8), LATER)

    def test_second_one_takes_the_place_of_the_first(self, faq: Any, editor: Any) -> None:
        request_change(page=faq, user=editor, now=NOW, remark="Bedrag fout.", due_on=LATER)
        second = request_change(page=faq, user=editor, now=NOW, remark="Termijn ook.", due_on=LATER)
        assert list(ReviewTask.objects.open().values_list("review", flat=True)) == [second.pk]


class TestRetired:
    def test_unpublishes_and_leads_readers_elsewhere(
        self, faq: Any, base: Any, moderator: Any, client: Any
    ) -> None:
        other = FaqPageFactory(parent=base)
        address = faq.url
        retire_page(page=faq, user=moderator, now=NOW, lead_to=other)
        response = client.get(address)
        assert (fresh(faq).live, response.status_code, response.url) == (False, 302, other.url)

    def test_without_a_choice_the_page_is_gone(self, faq: Any, moderator: Any, client: Any) -> None:
        address = faq.url
        retire_page(page=faq, user=moderator, now=NOW)
        assert client.get(address).status_code == 404

    def test_who_may_not_unpublish_is_refused_and_nothing_is_stored(self, faq: Any, editor: Any) -> None:
        with pytest.raises(PermissionDenied):
            retire_page(page=faq, user=editor, now=NOW)
        assert (fresh(faq).live, Review.objects.count()) == (True, 0)


class TestTwoReviewers:
    def test_second_is_told_who_was_first(self, faq: Any, editor: Any, moderator: Any) -> None:
        first = confirm_page(page=faq, user=editor, now=NOW, seen=0)
        with pytest.raises(AlreadyReviewedError) as refused:
            request_change(page=faq, user=moderator, now=NOW, remark="Fout.", due_on=LATER, seen=0)
        assert (refused.value.review, ReviewTask.objects.count()) == (first, 0)

    def test_who_has_seen_the_first_may_decide_otherwise(self, faq: Any, editor: Any, moderator: Any) -> None:
        first = confirm_page(page=faq, user=editor, now=NOW, seen=0)
        request_change(page=faq, user=moderator, now=NOW, remark="Fout.", due_on=LATER, seen=first.pk)
        assert Review.objects.count() == 2

    def test_review_that_was_taken_back_stands_in_nobodys_way(
        self, faq: Any, editor: Any, moderator: Any
    ) -> None:
        undo_review(review=confirm_page(page=faq, user=editor, now=NOW), user=editor, now=NOW)
        confirm_page(page=faq, user=moderator, now=NOW, seen=0)
        assert fresh(faq).reviewed_on == TODAY

    def test_clock_set_back_does_not_hide_who_was_first(self, faq: Any, editor: Any, moderator: Any) -> None:
        confirm_page(page=faq, user=editor, now=NOW, seen=0)
        with pytest.raises(AlreadyReviewedError):
            confirm_page(page=faq, user=moderator, now=NOW - timedelta(hours=2), seen=0)


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_the_same_moment_one_is_told(base: Any, editor: Any, moderator: Any) -> None:
    page = FaqPageFactory(parent=base)
    together = Barrier(2, timeout=10)

    def confirm(user: Any) -> str:
        together.wait()
        try:
            confirm_page(page=page, user=user, now=NOW, seen=0)
        except AlreadyReviewedError as first:
            return f"told of {first.review.reviewer.username}"
        finally:
            connection.close()
        return f"stored for {user.username}"

    with ThreadPoolExecutor(2) as reviewers:
        said = sorted(reviewers.map(confirm, [editor, moderator]))

    [review] = Review.objects.all()
    assert said == [f"stored for {review.reviewer.username}", f"told of {review.reviewer.username}"]


class TestUndoing:
    def test_brings_back_date_and_signals(self, faq: Any, editor: Any, agent: Any) -> None:
        flag_page(page=faq, user=agent, remark="Telefoonnummer klopt niet.", now=NOW)
        review = confirm_page(page=faq, user=editor, now=NOW, next_on=date(2027, 1, 1))
        undo_review(review=review, user=editor, now=NOW)
        after = fresh(faq)
        assert (after.review_on, after.review_planned_on, after.reviewed_on) == (
            date(2026, 11, 8),
            None,
            date(2025, 11, 8),
        )
        assert after.review_signals.open().count() == 1

    def test_takes_the_task_away(self, faq: Any, editor: Any) -> None:
        review = request_change(page=faq, user=editor, now=NOW, remark="Fout.", due_on=LATER)
        undo_review(review=review, user=editor, now=NOW)
        assert ReviewTask.objects.count() == 0

    def test_opens_the_task_again_that_the_review_closed(self, faq: Any, editor: Any) -> None:
        first = request_change(page=faq, user=editor, now=NOW, remark="Fout.", due_on=LATER)
        second = confirm_page(page=faq, user=editor, now=NOW)
        undo_review(review=second, user=editor, now=NOW)
        assert [task.review for task in ReviewTask.objects.open()] == [first]
        assert fresh(faq).review_on == LATER

    def test_of_a_retired_page_that_was_published_again_is_refused(self, faq: Any, moderator: Any) -> None:
        review = retire_page(page=faq, user=moderator, now=NOW)
        publish(faq, moderator, title="Van een collega")
        with pytest.raises(CannotUndoError):
            undo_review(review=review, user=moderator, now=NOW)
        assert fresh(faq).title == "Van een collega"

    def test_of_a_retired_page_asks_for_no_new_approval(self, faq: Any, base: Any, moderator: Any) -> None:
        KnowledgeBase.objects.filter(pk=base.pk).update(approval_required=True)
        review = retire_page(page=faq, user=moderator, now=NOW)
        undo_review(review=review, user=moderator, now=NOW)
        assert fresh(faq).live is True

    def test_clock_set_back_lets_nobody_undo_past_a_later_review(
        self, faq: Any, editor: Any, moderator: Any
    ) -> None:
        first = confirm_page(page=faq, user=editor, now=NOW)
        confirm_page(page=faq, user=moderator, now=NOW - timedelta(hours=2))
        with pytest.raises(CannotUndoError):
            undo_review(review=first, user=editor, now=NOW)

    def test_of_a_retired_page_publishes_what_was_live(self, faq: Any, base: Any, moderator: Any) -> None:
        draft = fresh(faq)
        draft.title = "Nog niet af"
        draft.save_revision(user=moderator)
        review = retire_page(page=faq, user=moderator, now=NOW, lead_to=base)
        undo_review(review=review, user=moderator, now=NOW)
        after = fresh(faq)
        assert (after.live, after.title, after.review_on) == (True, faq.title, date(2026, 11, 8))
        assert (Redirect.objects.count(), Review.objects.not_undone().count()) == (0, 0)

    def test_of_a_change_leaves_the_text(self, faq: Any, editor: Any) -> None:
        publish(faq, editor, title="Anders")
        undo_review(review=Review.objects.get(), user=editor, now=NOW)
        after = fresh(faq)
        assert (after.title, after.review_on) == ("Anders", date(2026, 11, 8))

    @pytest.mark.parametrize("later", [timedelta(days=1), timedelta(days=-1)])
    def test_is_for_the_same_day(self, faq: Any, editor: Any, later: timedelta) -> None:
        review = confirm_page(page=faq, user=editor, now=NOW)
        with pytest.raises(CannotUndoError):
            undo_review(review=review, user=editor, now=NOW + later)

    def test_is_for_the_reviewer(self, faq: Any, editor: Any, moderator: Any) -> None:
        review = confirm_page(page=faq, user=editor, now=NOW)
        with pytest.raises(CannotUndoError):
            undo_review(review=review, user=moderator, now=NOW)

    def test_works_once_and_for_the_last_review_only(self, faq: Any, editor: Any) -> None:
        first = confirm_page(page=faq, user=editor, now=NOW)
        second = confirm_page(page=faq, user=editor, now=NOW)
        with pytest.raises(CannotUndoError):
            undo_review(review=first, user=editor, now=NOW)
        undo_review(review=second, user=editor, now=NOW)
        with pytest.raises(CannotUndoError):
            undo_review(review=second, user=editor, now=NOW)

    def test_day_ends_at_midnight_here_also_when_the_clock_changes(self, faq: Any, editor: Any) -> None:
        # On 25 October 2026 the day has 25 hours.
        early = datetime(2026, 10, 25, 0, 5, tzinfo=AMSTERDAM)
        late = datetime(2026, 10, 25, 23, 55, tzinfo=AMSTERDAM)
        review = confirm_page(page=faq, user=editor, now=early)
        assert review.may_be_undone_by(editor, now=late) is True
        assert review.may_be_undone_by(editor, now=datetime(2026, 10, 26, 0, 5, tzinfo=AMSTERDAM)) is False


def test_each_review_stands_in_the_log_of_the_page(faq: Any, editor: Any) -> None:
    confirm_page(page=faq, user=editor, now=NOW)
    entry = PageLogEntry.objects.get(action="vraagbaak.review.still_correct")
    assert (entry.page_id, entry.user, entry.formatter.format_message(entry)) == (
        faq.pk,
        editor,
        "Herzien: klopt nog",
    )


def test_review_outlives_page_knowledge_base_and_reviewer(faq: Any, base: Any) -> None:
    user = UserFactory(group=GroupName.MODERATORS, first_name="Sanne", last_name="Bakker")
    confirm_page(page=faq, user=user, now=NOW)
    base.delete()
    user.delete()
    review = Review.objects.get()
    assert (review.page, review.knowledge_base, review.reviewer) == (None, None, None)
    assert (review.question, review.reviewer_name) == (faq.title, "Sanne Bakker")
