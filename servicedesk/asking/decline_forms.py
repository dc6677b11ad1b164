from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.fields.text import PlainTextField


class DeclineForm(forms.Form):
    """Why a suggested answer did not help; saying that it did not is enough."""

    reason = PlainTextField(
        label=_("It did not help because …"),
        help_text=_("Whoever keeps this answer reads it. Do not write personal details here."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Your text has %(show_value)d characters; there is room for %(limit_value)d."),
        },
    )
