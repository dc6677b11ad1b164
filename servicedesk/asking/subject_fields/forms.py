"""A form that asks more about some subjects than about others."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servicedesk.asking.subject_fields.fields import NO, YES, DetailField, form_field
from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.offices.models import Subject

PREFIX = "detail_"
Given = str | bool | int | float


def field_name(field: SubjectField) -> str:
    return f"{PREFIX}{field.pk}"


class SubjectFieldsForm(forms.Form):
    """Has a field `subject`, and below it the extra fields of the subject that was chosen."""

    subject_fields: list[SubjectField]

    def add_subject_fields(self) -> None:
        subject, language = self.chosen_subject(), get_language() or ""
        self.subject_fields = list(subject.fields.all()) if subject else []
        for field in self.subject_fields:
            self.fields[field_name(field)] = form_field(field, language=language)

    def chosen_subject(self) -> Subject | None:
        try:
            return self.fields["subject"].to_python(self["subject"].value())
        except ValidationError:
            return None

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        return [self[field_name(field)] for field in self.subject_fields]

    def details(self) -> list[tuple[str, str]]:
        """What was filled in: the office's own labels, and values as they read."""
        return [
            (field.label, self.as_text(field))
            for field in self.subject_fields
            if self.cleaned_data.get(field_name(field)) not in (None, "")
        ]

    def as_text(self, field: SubjectField) -> str:
        name = field_name(field)
        made: DetailField = self.fields[name]  # type: ignore[assignment]
        return made.as_text(self.cleaned_data[name])


def form_data(*, subject: Subject | None, details: dict[str, Given]) -> dict[str, str]:
    """What a form wants for values that are given by label. Raises ValidationError for a label that is not there."""
    names = {field.label: field_name(field) for field in subject.fields.all()} if subject else {}
    if unknown := [label for label in details if label not in names]:
        raise ValidationError(_("Nothing is asked under the label “%s” for this subject.") % unknown[0])
    return {names[label]: as_typed(value) for label, value in details.items()}


def as_typed(value: Given) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value if isinstance(value, str) else number_format(value)
