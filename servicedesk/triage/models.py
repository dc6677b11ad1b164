"""What becomes of the questions that are closed: whether the next asker finds the answer (rule 14)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from servicedesk.triage.choices import SkipReason, TriageOutcome
from servicedesk.triage.querysets import TriageGroupQuerySet, TriageQuerySet
from vraagbaak.knowledge.faqs.models import FaqPage


class TriageGroup(models.Model):
    """Questions of one office that ask the same, so that one page serves all."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="triage_groups",
        help_text=_("Who was asked."),
    )
    made_at = models.DateTimeField(_("made at"), help_text=_("When its first question came in."))

    objects = TriageGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of questions")
        verbose_name_plural = _("groups of questions")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return str(self.pk)


class Triage(models.Model):
    """The triage of one question. It begins with `enter_triage` and ends in `promote_questions`,
    `link_questions` or `skip_questions`; `undo_triage` takes it back when the question is opened again."""

    question = models.OneToOneField(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="triage",
        help_text=_("Which was closed."),
    )
    group = models.ForeignKey(
        TriageGroup,
        verbose_name=_("group"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="triages",
        help_text=_("With the questions that ask the same; empty until it was looked for."),
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=TriageOutcome.choices,
        default=TriageOutcome.WAITING,
        db_index=True,
        help_text=_("How it ended."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="triages",
        help_text=_("To which the question was promoted or linked, while the page exists."),
    )
    skip_reason = models.CharField(
        _("reason"),
        max_length=10,
        blank=True,
        choices=SkipReason.choices,
        help_text=_("Why it was skipped."),
    )
    remark = models.CharField(_("remark"), max_length=255, blank=True, help_text=_("Anything else about it."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("agent"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who decided."),
    )
    entered_at = models.DateTimeField(_("entered at"), help_text=_("When the question was closed."))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When it ended."))

    objects = TriageQuerySet.as_manager()

    class Meta:
        verbose_name = _("triage")
        verbose_name_plural = _("triages")
        ordering = ["-entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome="skipped") | ~models.Q(skip_reason=""),
                name="skipped_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.question}"

    @property
    def is_linked(self) -> bool:
        return self.outcome == TriageOutcome.LINKED
