"""What an answer was made from (rule 13)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.questions.models import Answer
from vraagbaak.knowledge.faqs.models import FaqPage


class InsertedAs(models.TextChoices):
    LINK = "link", _("link")
    TEXT = "text", _("text")
    BOTH = "both", _("text and link")


class UsedSource(models.Model):
    """A FAQ page or an earlier answer that was put in an answer; written by `note_source`."""

    answer = models.ForeignKey(
        Answer,
        verbose_name=_("answer"),
        on_delete=models.CASCADE,
        related_name="sources",
        help_text=_("In which it was put."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="used_in_answers",
        help_text=_("The page, if it was one and is still there."),
    )
    earlier_answer = models.ForeignKey(
        Answer,
        verbose_name=_("earlier answer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reuses",
        help_text=_("The earlier answer, if it was one and is still there."),
    )
    title = models.CharField(_("title"), max_length=255, help_text=_("What it was called that day."))
    inserted_as = models.CharField(
        _("inserted as"), max_length=4, choices=InsertedAs.choices, help_text=_("In what form.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("agent"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who put it in."),
    )
    inserted_at = models.DateTimeField(_("inserted at"), help_text=_("When it was put in first."))

    class Meta:
        verbose_name = _("used source")
        verbose_name_plural = _("used sources")
        ordering = ["inserted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "page"], condition=models.Q(page__isnull=False), name="page_once_per_answer"
            ),
            models.UniqueConstraint(
                fields=["answer", "earlier_answer"],
                condition=models.Q(earlier_answer__isnull=False),
                name="earlier_answer_once_per_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.title
