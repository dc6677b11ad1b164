"""Mails that are owed to askers: written down with the change that owes them, sent after it."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.models import Answer, Question


class MailKind(models.TextChoices):
    CONFIRMATION = "confirmation", _("confirmation")
    ANSWER = "answer", _("answer")


class OutgoingMailQuerySet(models.QuerySet[Any]):
    def owed(self, now: datetime) -> Self:
        return self.filter(sent_at=None, next_attempt_at__lte=now)


class OutgoingMail(models.Model):
    """One mail, due exactly once. It is claimed by moving `next_attempt_at`, and done when `sent_at` is set."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="mails",
        help_text=_("About which the asker is written to."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=MailKind.choices, help_text=_("Which mail it is.")
    )
    answer = models.ForeignKey(
        Answer,
        verbose_name=_("answer"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="mails",
        help_text=_("The answer that the mail brings."),
    )
    planned_at = models.DateTimeField(_("planned at"), auto_now_add=True, help_text=_("When it became due."))
    next_attempt_at = models.DateTimeField(
        _("next attempt at"),
        db_index=True,
        help_text=_("Not tried before this moment; claimed by moving it on."),
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often it was tried.")
    )
    last_error = models.TextField(_("last error"), blank=True, help_text=_("What the mail server said last."))
    sent_at = models.DateTimeField(
        _("sent at"), null=True, blank=True, help_text=_("When the mail server took it; empty until then.")
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["planned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(kind="confirmation"),
                name="one_confirmation_per_question",
            ),
            models.UniqueConstraint(
                fields=["answer"], condition=models.Q(kind="answer"), name="one_mail_per_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.question}"
