"""The actions of a review: the decision of a reviewer, a publication that counts as a review, and undoing one.

The decisions take `seen`, the key of the newest review when the screen was shown, so that the second of two
reviewers is told about the first. Dates are local days.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review, ReviewTask
from vraagbaak.review.reviews.redirects import redirect_readers

REVIEW_FIELDS = ["review_on", "review_planned_on", "reviewed_on", "reviewed_content", "is_withdrawn"]
MAX_NAME_LENGTH = 200


class AlreadyReviewedError(Exception):
    """Somebody else reviewed the page first; `review` holds who, when and with which outcome."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__("The page was reviewed by somebody else in the meantime.")


class NotPublishedError(Exception):
    """Only published pages can be reviewed."""


class CannotUndoError(Exception):
    """A review cannot be undone; the message is a sentence that says why."""


@transaction.atomic
def confirm_page(
    *,
    page: FaqPage,
    user: User | None,
    now: datetime,
    remark: str = "",
    next_on: date | None = None,
    seen: int | None = None,
) -> Review:
    """Still correct: the page gets a new review date, `next_on` if given, and no new revision (rule 2).

    Raises AlreadyReviewedError and NotPublishedError.
    """
    page = lock_page(page=page, seen=seen)
    review = begin_review(page=page, user=user, outcome=Outcome.STILL_CORRECT, remark=remark, now=now)
    page.review_planned_on = next_on or page.review_planned_on
    return finish_review(review=review, page=page)


@transaction.atomic
def request_change(
    *, page: FaqPage, user: User, now: datetime, remark: str, due_on: date, seen: int | None = None
) -> Review:
    """To be changed: the owner gets a task, and the page is due again on the day of the task (rule 2).

    Raises AlreadyReviewedError and NotPublishedError.
    """
    page = lock_page(page=page, seen=seen)
    review = begin_review(page=page, user=user, outcome=Outcome.TO_BE_CHANGED, remark=remark, now=now)
    close_review(review=review, page=page)
    ReviewTask.objects.create(review=review, page=page, due_on=due_on)
    page.review_on = due_on
    return save_outcome(review=review, page=page)


@transaction.atomic
def retire_page(
    *,
    page: FaqPage,
    user: User | None,
    now: datetime,
    remark: str = "",
    lead_to: Page | None = None,
    seen: int | None = None,
) -> Review:
    """Retired: the page is unpublished, and readers are redirected to another page, if one was chosen.

    Raises AlreadyReviewedError, NotPublishedError and, for users who may not unpublish, PermissionDenied.
    """
    page = lock_page(page=page, seen=seen)
    if user and not page.permissions_for_user(user).can_unpublish():
        raise PermissionDenied(_("You may not unpublish this page."))
    review = begin_review(page=page, user=user, outcome=Outcome.RETIRED, remark=remark, now=now)
    review.live_revision_id = page.live_revision_id
    review.redirect = redirect_readers(page=page, lead_to=lead_to) if lead_to else None
    close_review(review=review, page=page)
    save_outcome(review=review, page=page)
    page.unpublish(user=user)
    return review


def count_publication(*, page: FaqPage, user: User | None, now: datetime) -> Review | None:
    """Publishing a page with changed content counts as a review; a new page gets its first date (rule 2).

    Publishing an unpublished page again also counts as one: it says that the answer is correct.
    """
    content = page.content_fingerprint
    is_changed = page.reviewed_content != content
    if not (is_changed or page.is_withdrawn):
        return None
    today = timezone.localdate(now)
    if not page.reviewed_content:
        page.reviewed_on = page.reviewed_on or today
        page.review_on = page.next_review(after=page.reviewed_on)
        page.reviewed_content, page.is_withdrawn = content, False
        page.save(update_fields=REVIEW_FIELDS, clean=False)
        return None
    with transaction.atomic():
        outcome = Outcome.CHANGED if is_changed else Outcome.STILL_CORRECT
        review = begin_review(page=page, user=user, outcome=outcome, remark="", now=now)
        page.reviewed_content, page.is_withdrawn = content, False
        return finish_review(review=review, page=page)


@transaction.atomic
def undo_review(*, review: Review, user: User, now: datetime) -> Review:
    """Undoes a review on the same day: dates and signals are restored, and a retired page is published again.

    Content that was changed stays. Raises CannotUndoError.
    """
    page = FaqPage.objects.select_for_update().filter(pk=review.page_id).first()
    review = Review.objects.select_for_update().get(pk=review.pk)
    if page is None:
        raise CannotUndoError(_("The page was deleted."))
    if not review.may_be_undone_by(user, now=now):
        raise CannotUndoError(_("Only the reviewer can take back a review, on the day of the review."))
    if review.outcome == Outcome.RETIRED and page.live:
        raise CannotUndoError(_("The page was published again since."))
    if page.reviews.not_undone().newest_first().first() != review:
        raise CannotUndoError(_("The page was reviewed again since; only the last review can be taken back."))
    review.undone_at = now
    review.save(update_fields=["undone_at"])
    review.signals.update(handled_by=None)
    ReviewTask.objects.filter(review=review).delete()
    review.closed_tasks.update(closed_at=None, closed_by=None)
    page.review_on, page.review_planned_on = review.due_before, review.planned_before
    page.reviewed_on = review.reviewed_before
    page.save(update_fields=REVIEW_FIELDS, clean=False)
    log(instance=page, action="vraagbaak.review.undo", user=user, data={"outcome": review.outcome})
    if review.outcome == Outcome.RETIRED:
        republish(page=page, review=review, user=user)
    return review


def lock_page(*, page: FaqPage, seen: int | None) -> FaqPage:
    """The page as it is now, locked until the end of the transaction."""
    held = FaqPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if seen is not None:
        newer = held.reviews.not_undone().filter(pk__gt=seen).newest_first().first()
        if newer:
            raise AlreadyReviewedError(newer)
    if not held.live:
        raise NotPublishedError
    return held


def begin_review(*, page: FaqPage, user: Any, outcome: Outcome, remark: str, now: datetime) -> Review:
    """The review, not stored yet, with the values of the page before it, for undoing."""
    return Review(
        page=page,
        question=page.title,
        knowledge_base=page.knowledge_base,
        due_on=page.review_on or timezone.localdate(now),
        done_at=now,
        reviewer=user,
        reviewer_name=(user.get_full_name() or user.get_username())[:MAX_NAME_LENGTH] if user else "",
        outcome=outcome,
        remark=remark,
        due_before=page.review_on,
        planned_before=page.review_planned_on,
        reviewed_before=page.reviewed_on,
    )


def finish_review(*, review: Review, page: FaqPage) -> Review:
    """Finishes a review after which the page is correct: reviewed today, and due again later."""
    close_review(review=review, page=page)
    page.reviewed_on = review.done_on
    page.review_on = review.next_on = page.next_review(after=review.done_on)
    return save_outcome(review=review, page=page)


def close_review(*, review: Review, page: FaqPage) -> None:
    """Stores the review, which handles the open signals of the page and closes its open task."""
    review.save()
    page.review_signals.open().update(handled_by=review)
    page.review_tasks.open().update(closed_at=review.done_at, closed_by=review)


def save_outcome(*, review: Review, page: FaqPage) -> Review:
    review.next_on = page.review_on
    review.save(update_fields=["next_on"])
    page.save(update_fields=REVIEW_FIELDS, clean=False)
    log(
        instance=page,
        action=f"vraagbaak.review.{review.outcome}",
        user=review.reviewer,
        data={"next_on": str(page.review_on), "remark": review.remark},
    )
    return review


def republish(*, page: FaqPage, review: Review, user: User | None) -> None:
    """Publishes the revision that was live before the page was retired, also if there are newer drafts."""
    if review.redirect:
        review.redirect.delete()
    revision = review.live_revision or page.get_latest_revision() or page.save_revision(user=user)
    # So that the publication counts as no review; what was public before needs no approval again.
    content = revision.as_object().content_fingerprint
    FaqPage.objects.filter(pk=page.pk).update(reviewed_content=content, is_withdrawn=False)
    revision.publish(user=user, skip_permission_checks=True)
