"""The two steps in which somebody proves to read the mail of an address: the address, and the code that was mailed."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.actions import (
    CodeRefusedError,
    TooManyCodesError,
    TooManyTriesError,
    WrongCodeError,
    confirm_code,
    request_code,
)
from servicedesk.parties.email_verification.codes import DIGITS
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose


class AddressForm(forms.Form):
    """To which e-mail address a code goes."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Fill in your e-mail address."),
            "invalid": gettext_lazy("Check your e-mail address. It looks like this: name@example.nl"),
            "max_length": gettext_lazy("An e-mail address has at most %(limit_value)d characters."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def request_code(
        self, *, office: Office, purpose: VerificationPurpose, language: str, now: datetime
    ) -> EmailVerification | None:
        """None when no more codes go to the address this hour; the form then says so."""
        email = self.cleaned_data["email"]
        try:
            return request_code(office=office, email=email, language=language, purpose=purpose, now=now)
        except TooManyCodesError:
            sentence = _(
                "Several codes went to this address this hour. Use the last one, or try again later."
            )
            self.add_error("email", sentence)
        return None


class CodeForm(forms.Form):
    """The code, with or without the spaces and dashes that people put into it."""

    code = forms.CharField(
        label=gettext_lazy("The code from the e-mail"),
        help_text=gettext_lazy("Six digits."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-field"}
        ),
        error_messages={
            "required": gettext_lazy("Type the code from the e-mail."),
            "max_length": gettext_lazy("The code has six digits."),
        },
    )

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].replace("-", " ").split())
        if not (code.isascii() and code.isdecimal() and len(code) == DIGITS):
            raise ValidationError(_("The code has six digits."))
        return code

    def confirm(self, *, key: str, purpose: VerificationPurpose, now: datetime) -> EmailVerification | None:
        """The confirmed check; None when the code is refused, and then the form says why."""
        try:
            return confirm_code(key=key, code=self.cleaned_data["code"], purpose=purpose, now=now)
        except CodeRefusedError as refusal:
            self.add_error("code", sentence_for(refusal))
        return None


def sentence_for(refusal: CodeRefusedError) -> str:
    match refusal:
        case WrongCodeError(left=left) if left:
            return ngettext(
                "This is not the code that we mailed last. You can try once more.",
                "This is not the code that we mailed last. You can try %(left)d more times.",
                left,
            ) % {"left": left}
        case WrongCodeError() | TooManyTriesError():
            return _("This code was tried too often. Ask for a new one.")
        case _:
            return _("This code is too old. Ask for a new one.")
