from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.parties.email_verification.forms import AddressForm


class KnownAddressForm(AddressForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("The address from which you asked us something.")


class Extent(models.TextChoices):
    """What happens to questions that still wait for an answer."""

    SETTLED = "settled", _("Keep my open questions: I still want an answer. Erase the rest.")
    ALL = "all", _("Withdraw my open questions too: I want no answer any more. Erase everything.")


class EraseForm(forms.Form):
    """Asks for the extent only when there are open questions."""

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
