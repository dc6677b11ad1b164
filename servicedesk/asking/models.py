"""What happened between wanting to ask and asking (rule 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from vraagbaak.faqs.models import FaqPage


class AskOutcome(models.TextChoices):
    BUSY = "busy", _("busy")
    ANSWERED = "answered", _("answered by a page")
    ASKED = "asked", _("asked")


class AskRun(models.Model):
    """One run through the ask form. Holds no personal data; ends through `end_run_answered` or `ask`."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="ask_runs",
        help_text=_("On whose site it happened."),
    )
    key = models.CharField(
        _("key"), max_length=64, unique=True, help_text=_("Known to the asker's form only; names the run.")
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=AskOutcome.choices,
        default=AskOutcome.BUSY,
        help_text=_("How the run ended."),
    )
    begun_at = models.DateTimeField(_("begun at"), help_text=_("When the form was opened."))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, help_text=_("When it ended."))
    answered_by = models.ForeignKey(
        FaqPage,
        verbose_name=_("answered by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="answered_runs",
        help_text=_("The page of which the asker said that it answered the question."),
    )
    question = models.OneToOneField(
        Question,
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="ask_run",
        help_text=_("The question that was asked after all."),
    )

    class Meta:
        verbose_name = _("ask run")
        verbose_name_plural = _("ask runs")
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M} {self.outcome}"


class ShownSuggestion(models.Model):
    """A page that was suggested during a run."""

    run = models.ForeignKey(
        AskRun,
        verbose_name=_("ask run"),
        on_delete=models.CASCADE,
        related_name="shown",
        help_text=_("In which it was shown."),
    )
    page = models.ForeignKey(
        FaqPage,
        verbose_name=_("FAQ page"),
        on_delete=models.CASCADE,
        related_name="shown_in_runs",
        help_text=_("What was shown."),
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("1 is the top of the list."))
    shown_at = models.DateTimeField(_("shown at"), help_text=_("When it was first shown."))
    opened_at = models.DateTimeField(
        _("opened at"), null=True, blank=True, help_text=_("When it was first opened.")
    )

    class Meta:
        verbose_name = _("shown suggestion")
        verbose_name_plural = _("shown suggestions")
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "page"], name="page_shown_once_per_run")]

    def __str__(self) -> str:
        return f"{self.position}. {self.page}"
