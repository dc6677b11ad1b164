from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 6


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The address from which you asked us something."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Check your e-mail address. It looks like this: name@example.nl"),
            "max_length": _("An e-mail address has at most %(limit_value)d characters."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-field"}
        ),
        error_messages={
            "required": _("Type the code from the mail."),
            "max_length": _("The code has six digits."),
        },
    )

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isascii() and code.isdecimal() and len(code) == DIGITS):
            raise ValidationError(_("The code has six digits."))
        return code


class Extent(models.TextChoices):
    """What becomes of questions that still wait for an answer."""

    SETTLED = "settled", _("Keep my open questions: I still want an answer. Erase the rest.")
    ALL = "all", _("Withdraw my open questions too: I want no answer any more. Erase everything.")


class EraseForm(forms.Form):
    """Asks for the extent only from who has open questions."""

    extent = forms.ChoiceField(
        label=_("What about the questions that still wait for an answer?"),
        choices=Extent.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what happens to your open questions."),
            "invalid_choice": _("Choose what happens to your open questions."),
        },
    )
    sure = forms.BooleanField(
        label=_("I understand that what is erased cannot be brought back"),
        error_messages={"required": _("Tick this first: what is erased cannot be brought back.")},
    )

    def __init__(self, data: Any = None, *, has_open: bool) -> None:
        super().__init__(data)
        if not has_open:
            del self.fields["extent"]

    @property
    def keeps_open(self) -> bool:
        return self.cleaned_data.get("extent") == Extent.SETTLED
