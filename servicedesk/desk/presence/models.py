"""Which agents look at a question now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.models import Question


class Presence(models.Model):
    """That an agent had the page of a question open a moment ago; renewed while it is open."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="presences",
        help_text=_("Whose page is open."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("agent"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Who has it open."),
    )
    seen_at = models.DateTimeField(_("seen at"), db_index=True, help_text=_("When the page last reported."))
    writing_since = models.DateTimeField(
        _("writing since"),
        null=True,
        blank=True,
        help_text=_("When the agent began to type in the answer; empty for who only looks."),
    )

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="present_once_per_question")]

    def __str__(self) -> str:
        return f"{self.user}: {self.question}"
