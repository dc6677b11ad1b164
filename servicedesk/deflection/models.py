"""What happened between wanting to ask and asking (rule 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.querysets import AskRunQuerySet
from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from vraagbaak.knowledge.faqs.models import FaqPage


class AskRun(models.Model):
    """One run through the ask form; holds no personal data. Its steps go through `servicedesk.deflection.actions` only:
    `begin_run`, `show_suggestions`, `open_suggestion`, `decline_suggestion`, `end_run_answered`, `end_run_asked`,
    `leave_runs`, and afterwards `follow_up`, `unask` and `forget_visitor`."""

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
    visitor = models.CharField(
        _("visitor"),
        max_length=32,
        db_index=True,
        help_text=_(
            "A digest of the visit and the day: tells visitors apart within a day, and names nobody."
        ),
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
    answered_at = models.DateTimeField(
        _("answered at"),
        null=True,
        blank=True,
        help_text=_("When the asker said so; kept when the question was asked after all."),
    )
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
    followed_by = models.ForeignKey(
        Question,
        verbose_name=_("followed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_runs",
        help_text=_("What the same visitor asked within 48 hours after a page had answered."),
    )
    followed_at = models.DateTimeField(
        _("followed at"), null=True, blank=True, help_text=_("When that was asked; then it was no help.")
    )

    objects = AskRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("ask run")
        verbose_name_plural = _("ask runs")
        ordering = ["-begun_at"]
        indexes = [
            models.Index(fields=["office", "begun_at"], name="runs_of_office"),
            models.Index(fields=["begun_at"], condition=models.Q(outcome="busy"), name="busy_runs"),
        ]

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
    position = models.PositiveSmallIntegerField(
        _("position"),
        help_text=_("1 is the top of the list; 0 for a page that the asker found beside the list."),
    )
    shown_at = models.DateTimeField(_("shown at"), help_text=_("When it was first shown."))
    opened_at = models.DateTimeField(
        _("opened at"), null=True, blank=True, help_text=_("When it was first opened.")
    )
    declined_at = models.DateTimeField(
        _("declined at"),
        null=True,
        blank=True,
        help_text=_("When the asker said that it did not help; the reason went to the owner."),
    )

    class Meta:
        verbose_name = _("shown suggestion")
        verbose_name_plural = _("shown suggestions")
        ordering = ["run", "position"]
        constraints = [models.UniqueConstraint(fields=["run", "page"], name="page_shown_once_per_run")]

    def __str__(self) -> str:
        return f"{self.position}. {self.page}"
