"""The doors of a review: what a reviewer decides, what a publication decides, and taking it back.

Each takes `seen`, the key of the newest review that the reviewer's screen knew of: who comes second is told who
was first. Dates are local days.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review, ReviewTask
from vraagbaak.review.reviews.redirects import redirect_readers

DATES = ["review_on", "review_planned_on", "reviewed_on", "reviewed_content", "is_withdrawn"]
MAX_NAME_LENGTH = 200


class AlreadyReviewedError(Exception):
    """Somebody else was first; `review` tells who, when and how."""

    def __init__(self, review: Review) -> None:
        self.review = review
        super().__init__("The page was reviewed by somebody else in the meantime.")


class NotPublishedError(Exception):
    """Only a published page is reviewed."""


class CannotUndoError(Exception):
    """The sentence that says why a review cannot be taken back."""


@transaction.atomic
def confirm_page(
    *,
    page: FaqPage,
    user: Any,
    now: datetime,
    remark: str = "",
    next_on: date | None = None,
    seen: int | None = None,
) -> Review:
    """Still correct: the date moves on, to `next_on` if given; no revision is made (rule 2).

    Raises AlreadyReviewedError and NotPublishedError.
    """
    page = hold(page=page, seen=seen)
    review = begin_review(page=page, user=user, outcome=Outcome.STILL_CORRECT, remark=remark, now=now)
    page.review_planned_on = next_on or page.review_planned_on
    return settle(review=review, page=page)


@transaction.atomic
def request_change(
    *, page: FaqPage, user: Any, now: datetime, remark: str, due_on: date, seen: int | None = None
) -> Review:
    """To be changed: the owner gets a task, and the page is due again on the day of the task (rule 2).

    Raises AlreadyReviewedError and NotPublishedError.
    """
    page = hold(page=page, seen=seen)
    review = begin_review(page=page, user=user, outcome=Outcome.TO_BE_CHANGED, remark=remark, now=now)
    close_review(review=review, page=page)
    ReviewTask.objects.create(review=review, page=page, due_on=due_on)
    page.review_on = due_on
    return store(review=review, page=page)


@transaction.atomic
def retire_page(
    *,
    page: FaqPage,
    user: Any,
    now: datetime,
    remark: str = "",
    lead_to: Page | None = None,
    seen: int | None = None,
) -> Review:
    """Retired: the page is unpublished, and its readers are led to another page, if one was chosen.

    Raises AlreadyReviewedError and NotPublishedError, and PermissionDenied for who may not unpublish.
    """
    page = hold(page=page, seen=seen)
    if user and not page.permissions_for_user(user).can_unpublish():
        raise PermissionDenied(_("You may not unpublish this page."))
    review = begin_review(page=page, user=user, outcome=Outcome.RETIRED, remark=remark, now=now)
    review.live_revision_id = page.live_revision_id
    review.redirect = redirect_readers(page=page, lead_to=lead_to) if lead_to else None
    close_review(review=review, page=page)
    store(review=review, page=page)
    page.unpublish(user=user)
    return review


def count_publication(*, page: FaqPage, user: Any, now: datetime) -> Review | None:
    """A page that was published with another content was reviewed by that; a new page begins its time (rule 2).

    Who publishes again what was taken from the public says by it that it is right.
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
        page.save(update_fields=DATES, clean=False)
        return None
    with transaction.atomic():
        outcome = Outcome.CHANGED if is_changed else Outcome.STILL_CORRECT
        review = begin_review(page=page, user=user, outcome=outcome, remark="", now=now)
        page.reviewed_content, page.is_withdrawn = content, False
        return settle(review=review, page=page)


@transaction.atomic
def undo_review(*, review: Review, user: Any, now: datetime) -> Review:
    """Takes back a review on the day itself: the date, the signals and the page's being live are as before.

    The text of a page that was changed stays as it is. Raises CannotUndoError.
    """
    page = FaqPage.objects.select_for_update().filter(pk=review.page_id).first()
    review = Review.objects.select_for_update().get(pk=review.pk)
    if page is None:
        raise CannotUndoError(_("The page was deleted."))
    if not review.may_be_undone_by(user, now=now):
        raise CannotUndoError(_("Only the reviewer can take back a review, on the day of the review."))
    if review.outcome == Outcome.RETIRED and page.live:
        raise CannotUndoError(_("The page was published again since."))
    if page.reviews.standing().newest_first().first() != review:
        raise CannotUndoError(_("The page was reviewed again since; only the last review can be taken back."))
    review.undone_at = now
    review.save(update_fields=["undone_at"])
    review.signals.update(handled_by=None)
    ReviewTask.objects.filter(review=review).delete()
    review.closed_tasks.update(closed_at=None, closed_by=None)
    page.review_on, page.review_planned_on = review.due_before, review.planned_before
    page.reviewed_on = review.reviewed_before
    page.save(update_fields=DATES, clean=False)
    log(instance=page, action="vraagbaak.review.undo", user=user, data={"outcome": review.outcome})
    if review.outcome == Outcome.RETIRED:
        publish_again(page=page, review=review, user=user)
    return review


def hold(*, page: FaqPage, seen: int | None) -> FaqPage:
    """The page as it is now, locked until the end of the transaction."""
    held = FaqPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if seen is not None:
        newer = held.reviews.standing().filter(pk__gt=seen).newest_first().first()
        if newer:
            raise AlreadyReviewedError(newer)
    if not held.live:
        raise NotPublishedError
    return held


def begin_review(*, page: FaqPage, user: Any, outcome: Outcome, remark: str, now: datetime) -> Review:
    """The review with what the page was before it; not stored yet."""
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


def settle(*, review: Review, page: FaqPage) -> Review:
    """Ends a review after which the page is right: it was looked at today, and is due again later."""
    close_review(review=review, page=page)
    page.reviewed_on = review.done_on
    page.review_on = review.next_on = page.next_review(after=review.done_on)
    return store(review=review, page=page)


def close_review(*, review: Review, page: FaqPage) -> None:
    """Stores the review with all that was open about the page: the signals it handles, the task it ends."""
    review.save()
    page.review_signals.open().update(handled_by=review)
    page.review_tasks.open().update(closed_at=review.done_at, closed_by=review)


def store(*, review: Review, page: FaqPage) -> Review:
    review.next_on = page.review_on
    review.save(update_fields=["next_on"])
    page.save(update_fields=DATES, clean=False)
    log(
        instance=page,
        action=f"vraagbaak.review.{review.outcome}",
        user=review.reviewer,
        data={"next_on": str(page.review_on), "remark": review.remark},
    )
    return review


def publish_again(*, page: FaqPage, review: Review, user: Any) -> None:
    """What was live before the page was retired, also when somebody has drafted something since."""
    if review.redirect:
        review.redirect.delete()
    revision = review.live_revision or page.get_latest_revision() or page.save_revision(user=user)
    # So that the publication is no review, and no approval is asked for what was public an hour ago.
    content = revision.as_object().content_fingerprint
    FaqPage.objects.filter(pk=page.pk).update(reviewed_content=content, is_withdrawn=False)
    revision.publish(user=user, skip_permission_checks=True)
