"""What else is asked about a subject, and what askers filled in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from servicedesk.asking.subject_fields.choices import FieldKind
from servicedesk.offices.models import Subject
from servicedesk.questions.models import Question

FEWEST_OPTIONS = 2
MAX_OPTION_LENGTH = 120


class SubjectField(Orderable, models.Model):
    """An extra field of the ask form, for the questions about one subject."""

    subject = ParentalKey(
        Subject,
        verbose_name=_("subject"),
        on_delete=models.CASCADE,
        related_name="fields",
        help_text=_("For which it is asked."),
    )
    label = models.CharField(_("label"), max_length=120, help_text=_("What stands above the field."))
    label_en = models.CharField(
        _("label in English"),
        max_length=120,
        blank=True,
        help_text=_("For who asks on the English pages; empty means the same label."),
    )
    help_text = models.CharField(
        _("help"), max_length=255, blank=True, help_text=_("What stands below the label, if anything.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=FieldKind.choices,
        default=FieldKind.TEXT,
        help_text=_("What is filled in."),
    )
    options = models.TextField(
        _("choices"), blank=True, help_text=_("One on each line, for a field with choices.")
    )
    is_required = models.BooleanField(
        _("required"), default=False, help_text=_("Whether the question cannot be sent without it.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("extra field")
        verbose_name_plural = _("extra fields")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.kind != FieldKind.CHOICE:
            return
        if len(self.option_list) < FEWEST_OPTIONS:
            raise ValidationError({"options": _("Give at least two choices, one on each line.")})
        if any(len(option) > MAX_OPTION_LENGTH for option in self.option_list):
            raise ValidationError(
                {"options": _("A choice has at most %(number)d characters.") % {"number": MAX_OPTION_LENGTH}}
            )

    @property
    def option_list(self) -> list[str]:
        """The choices in their order, each once."""
        lines = (" ".join(line.split()) for line in self.options.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def label_in(self, language: str) -> str:
        return self.label_en if language == "en" and self.label_en else self.label


class QuestionDetail(models.Model):
    """What an asker filled in; keeps the label of that day, also when the field is changed later."""

    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="details",
        help_text=_("To which it belongs."),
    )
    label = models.CharField(_("label"), max_length=120, help_text=_("What was asked."))
    value = models.TextField(_("value"), help_text=_("What was filled in, as it reads."))

    class Meta:
        verbose_name = _("detail")
        verbose_name_plural = _("details")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["question", "label"], name="detail_once_per_question")]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"
