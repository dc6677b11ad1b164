from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.faqs.models import FaqPage


class Feedback(models.Model):
    """One reader's vote on whether a page helped; holds nothing that identifies the reader."""

    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="feedback",
        help_text=_("The page that was read."),
    )
    helpful = models.BooleanField(_("helpful"), help_text=_("Whether the answer helped."))
    reason = models.TextField(
        _("reason"), blank=True, max_length=1000, help_text=_("What was missing, in the reader's own words.")
    )
    given_at = models.DateTimeField(_("given at"), auto_now_add=True, help_text=_("When it was given."))

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return f"{self.page}: {self.helpful}"
