from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from servicedesk.desk.standard_texts.models import StandardText
from servicedesk.desk.standard_texts.variables import VARIABLES, filled_in, unknown_variables
from servicedesk.offices.models import Office
from servicedesk.questions.models import Question
from vraagbaak.fields.text import LongTextField, with_unix_newlines
from vraagbaak.knowledge.audiences.access import User

NAMES = ", ".join(f"{{{name}}}" for name in VARIABLES)


class StandardTextForm(WagtailAdminModelForm):
    text = LongTextField(label=gettext_lazy("Text"), rows=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Markdown. These variables are filled in when the text is put in an answer: %(names)s."
        ) % {"names": NAMES}
        offices: Any = self.fields["office"]
        if self.for_user:
            offices.queryset = Office.objects.visible_to(self.for_user)
        if not self.instance.pk and offices.queryset.count() == 1:
            self.initial["office"] = offices.queryset.get()

    def clean_text(self) -> str:
        text = with_unix_newlines(self.cleaned_data["text"])
        unknown = unknown_variables(text)
        if unknown:
            raise ValidationError(
                _("There is no variable %(unknown)s. You can use %(names)s.")
                % {"unknown": ", ".join(f"{{{name}}}" for name in unknown), "names": NAMES}
            )
        return text


class InsertStandardTextForm(forms.Form):
    """Names a standard text of the office that was asked."""

    standard_text = forms.ModelChoiceField(StandardText.objects.none())

    def __init__(self, data: Any, *, question: Question, user: User) -> None:
        self.question, self.user = question, user
        super().__init__(data)
        field: Any = self.fields["standard_text"]
        field.queryset = StandardText.objects.filter(office=question.office)
        field.error_messages = dict.fromkeys(
            ["required", "invalid_choice"], _("This standard text is no longer there.")
        )

    @property
    def text(self) -> str:
        return filled_in(self.cleaned_data["standard_text"].text, question=self.question, user=self.user)
