"""Mails that are owed to askers: written down with the change that owes them, sent after it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.models import Answer, Question
from vraagbaak.mailing.models import OwedMail


class MailKind(models.TextChoices):
    CONFIRMATION = "confirmation", _("confirmation")
    ANSWER = "answer", _("answer")
    STATUS_LINK = "status_link", _("new status link")
    PUBLISHED = "published", _("the answer was published")


class OutgoingMail(OwedMail):
    """A mail to an asker; planned by `plan_mail`."""

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
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(kind="published"),
                name="one_mail_of_publication_per_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.question}"
