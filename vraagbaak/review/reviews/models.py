"""Reviews that took place. A review that is due has no row: it is the review date of the page."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.querysets import ReviewQuerySet, ReviewTaskQuerySet


class Review(models.Model):
    """That somebody checked whether a page is still correct; written by `reviews/actions.py` only.

    It outlives the page, its knowledge base and the reviewer's account, as proof that the review took place.
    """

    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
        help_text=_("The page that was reviewed; empty when it was deleted since."),
    )
    question = models.CharField(
        _("question"), max_length=255, help_text=_("The question of the page as it was then.")
    )
    knowledge_base = models.ForeignKey(
        KnowledgeBase,
        verbose_name=_("knowledge base"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
        help_text=_("In which the page stood then."),
    )
    due_on = models.DateField(_("due on"), help_text=_("On which day the review was due."))
    done_at = models.DateTimeField(_("done at"), db_index=True, help_text=_("When the review took place."))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
        help_text=_("Who reviewed the page; empty for the system or an account that was deleted."),
    )
    reviewer_name = models.CharField(
        _("name of the reviewer"), max_length=200, blank=True, help_text=_("As it was then.")
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, help_text=_("How the review ended.")
    )
    remark = models.TextField(
        _("remark"), blank=True, max_length=2000, help_text=_("What the reviewer wants remembered.")
    )
    next_on = models.DateField(
        _("next on"), null=True, help_text=_("The date that the page got by this review, if any.")
    )
    due_before = models.DateField(
        _("due before"), null=True, help_text=_("The page's date before this review, for undoing it.")
    )
    planned_before = models.DateField(
        _("planned before"), null=True, help_text=_("The date that had been set by hand, if any.")
    )
    reviewed_before = models.DateField(
        _("reviewed before"), null=True, help_text=_("When the page had been reviewed last before this one.")
    )
    redirect = models.ForeignKey(
        Redirect,
        verbose_name=_("redirect"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leads readers of the retired page elsewhere."),
    )
    live_revision = models.ForeignKey(
        Revision,
        verbose_name=_("live revision"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What was live before the page was retired, for undoing it."),
    )
    undone_at = models.DateTimeField(
        _("undone at"),
        null=True,
        help_text=_("When the reviewer took it back; such a review does not count."),
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-done_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_outcome_display()}"

    @property
    def done_on(self) -> date:
        """In the time zone of the installation, whatever that of the user."""
        return timezone.localdate(self.done_at, timezone.get_default_timezone())

    def may_be_undone_by(self, user: User, *, now: datetime) -> bool:
        """By the reviewer, on the same day."""
        mine = self.reviewer_id is not None and self.reviewer_id == user.pk
        return (
            mine
            and self.undone_at is None
            and self.done_on == timezone.localdate(now, timezone.get_default_timezone())
        )


class ReviewTask(models.Model):
    """The owner of a page has to change it before a date. At most one is open per page."""

    review = models.OneToOneField(
        Review,
        verbose_name=_("review"),
        on_delete=models.CASCADE,
        related_name="task",
        help_text=_("The review that found that the page has to be changed; its remark says what."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="review_tasks",
        help_text=_("What has to be changed, by the owner of the page."),
    )
    due_on = models.DateField(_("due on"), help_text=_("Before which day."))
    closed_at = models.DateTimeField(
        _("closed at"), null=True, help_text=_("When the page was changed, or the task was no longer needed.")
    )

    closed_by = models.ForeignKey(
        Review,
        verbose_name=_("closed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="closed_tasks",
        help_text=_("The review that closed it; taken back, it opens the task again."),
    )

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task from a review")
        verbose_name_plural = _("tasks from reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(closed_at=None), name="one_open_review_task_per_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.due_on}"
