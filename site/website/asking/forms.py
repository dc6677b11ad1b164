from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.asking.forms import AskForm
from servicedesk.asking.models import AskRun


class WebAskForm(AskForm):
    """The second step: who asks, with the traps that keep robots out (a hidden field, and the time it took).

    The question of the first step travels along, hidden, so that nothing hangs on the session alone.
    """

    website = forms.CharField(
        label=_("Website"),
        help_text=_("Leave this field empty."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, run: AskRun, **kwargs: Any) -> None:
        super().__init__(*args, office=run.office, **kwargs)
        self.run = run
        for name in ("title", "body"):
            self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.pop("website", ""):
            self.add_error(None, _("Empty the field “Website” and send again: only robots fill it in."))
        elif not self.errors and self.seconds_open() < settings.ASK_MINIMUM_SECONDS:
            self.add_error(None, _("That went faster than people type. Wait a few seconds and send again."))
        return cleaned

    def seconds_open(self) -> float:
        return (timezone.now() - self.run.begun_at).total_seconds()
