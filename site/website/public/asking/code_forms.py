from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from servicedesk.asking.forms import QuestionForm


class CarriedQuestionForm(QuestionForm):
    """The question travels along, hidden, so that it is still there when the session is gone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "body"):
            self.fields[name].widget = forms.HiddenInput()

    @property
    def question(self) -> dict[str, str]:
        return {name: self.data.get(name, "") for name in ("title", "body")}


class AddressForm(CarriedQuestionForm):
    """To which address a code goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send the answer to this address as well."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This is not an e-mail address, such as name@example.nl."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CodeForm(CarriedQuestionForm):
    """The code, with or without the spaces that people put into it."""

    code = forms.CharField(
        label=_("The code from the e-mail"),
        help_text=_("Six digits."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Type the code from the e-mail."),
            "max_length": _("The code has six digits."),
        },
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].replace("-", " ").split())
