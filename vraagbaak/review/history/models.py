"""The review status of a knowledge base on a day, as it was then."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.bases.models import KnowledgeBase


class ReviewDay(models.Model):
    """The review status of the published pages of a knowledge base on the morning of a day; never changed."""

    knowledge_base = models.ForeignKey(
        KnowledgeBase,
        verbose_name=_("knowledge base"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="review_days",
        help_text=_("Of which it is the state; empty when it was deleted since."),
    )
    title = models.CharField(_("title"), max_length=255, help_text=_("The title of the knowledge base then."))
    day = models.DateField(_("day"), db_index=True, help_text=_("On which day it was so."))
    pages = models.PositiveIntegerField(_("pages"), help_text=_("How many pages were published."))
    in_order = models.PositiveIntegerField(
        _("in order"), help_text=_("How many were neither due for review nor waiting to be changed.")
    )
    due = models.PositiveIntegerField(_("due"), help_text=_("How many were due for review."))
    to_be_changed = models.PositiveIntegerField(
        _("to be changed"), help_text=_("How many had an open task, and were not due.")
    )
    without_owner = models.PositiveIntegerField(
        _("without owner"), help_text=_("How many had no owner who could act.")
    )
    age_days = models.PositiveBigIntegerField(
        _("age in days"), help_text=_("The days since the last review of each page, added up.")
    )

    class Meta:
        verbose_name = _("state of a knowledge base")
        verbose_name_plural = _("states of knowledge bases")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["knowledge_base", "day"], name="one_state_per_base_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.day}"
