from django import forms
from django.utils.translation import gettext_lazy as _


class FeedbackForm(forms.Form):
    helpful = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class ReasonForm(forms.Form):
    """Why an answer did not help; `feedback` is the signed number of the vote that was given before."""

    feedback = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What was missing or unclear?"),
        help_text=_("Do not write personal details here. We read everything, but cannot write back."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Type what was missing, or leave this page: your “no” has been counted."),
            "max_length": _("Your text has %(show_value)d characters; there is room for %(limit_value)d."),
        },
    )
