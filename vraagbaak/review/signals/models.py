"""Stored evidence that a page may be wrong."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.signals.querysets import ReviewSignalQuerySet

MAX_TEXT_LENGTH = 1000


class ReviewSignal(models.Model):
    """One piece of evidence. Enough of one kind make the review of the page due, and the review handles all signals.

    Written by `raise_signals`. The constraint keeps evidence that was handled from counting a second time.
    """

    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="review_signals",
        help_text=_("The page that may be wrong."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=EvidenceKind.choices, help_text=_("Where the signal comes from.")
    )
    key = models.CharField(
        _("key"), max_length=120, help_text=_("Names the evidence: the same evidence has the same key.")
    )
    text = models.TextField(
        _("text"), blank=True, max_length=MAX_TEXT_LENGTH, help_text=_("What the reviewer is shown.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The agent who reported it; empty for readers and the system."),
    )
    seen_at = models.DateTimeField(_("seen at"), help_text=_("When it was noticed."))
    handled_by = models.ForeignKey(
        Review,
        verbose_name=_("handled by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="signals",
        help_text=_("The review that looked at it; empty until then."),
    )

    objects = ReviewSignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("review signal")
        verbose_name_plural = _("review signals")
        ordering = ["kind", "-seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "kind", "key"], name="evidence_counts_once_per_page")
        ]
        indexes = [
            models.Index(fields=["page", "kind"], condition=models.Q(handled_by=None), name="open_signals")
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_kind_display()}"
