from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.asking.forms import MAX_BODY_LENGTH, AskForm, QuestionForm
from servicedesk.asking.subject_fields.forms import PREFIX, field_name
from servicedesk.asking.subject_fields.models import SubjectField
from servicedesk.attachments.choices import ACCEPT
from servicedesk.attachments.forms import FilesInput
from servicedesk.deflection.models import AskRun
from servicedesk.offices.models import Office
from servicedesk.parties.email_verification.forms import AddressForm, CodeForm
from website.public.asking.context import Asker


class CarriedQuestionForm(QuestionForm):
    """Carries the question of the first step, hidden, so that it is still there when the session is gone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "body"):
            self.fields[name].widget = forms.HiddenInput()

    @property
    def question(self) -> dict[str, str]:
        return {name: self.data.get(name, "") for name in ("title", "body")}


class AskAddressForm(CarriedQuestionForm, AddressForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We send the answer to this address as well.")


class AskCodeForm(CarriedQuestionForm, CodeForm):
    pass


class AnythingField(forms.Field):
    """Accepts anything, so that a robot is never told what it did wrong."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class DetailsForm(AskForm):
    """The second step as it is shown: with the fields of the subject, and what was typed in those of other subjects."""

    shown_subject = AnythingField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        for name in ("title", "body"):
            self.fields[name].widget = forms.HiddenInput()
        for name in ("title", "body", "name", "email"):
            # With it a browser would silently cut off what is pasted.
            self.fields[name].widget.attrs.pop("maxlength", None)

    @cached_property
    def kept_details(self) -> list[tuple[str, str]]:
        """What was filled in for other subjects, so that it is still there when the asker goes back to one of them."""
        given = self.data if self.is_bound else self.initial
        names = {name for name in given if name.startswith(PREFIX) and name not in self.fields}
        if not names:
            return []
        known = map(field_name, SubjectField.objects.filter(subject__office=self.office))
        return [(name, given[name][:MAX_BODY_LENGTH]) for name in known if name in names]


class WebAskForm(DetailsForm):
    """The second step as it is sent, with two traps for robots: a hidden field, and the time that filling in took.

    The question of the first step is in it, hidden, so that nothing depends on the session alone.
    """

    website = AnythingField(
        label=gettext_lazy("Website"),
        help_text=gettext_lazy("Leave this field empty."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    altcha = AnythingField(widget=forms.HiddenInput)
    files = AnythingField(  # type: ignore[assignment]
        label=gettext_lazy("Files"), widget=FilesInput(attrs={"multiple": True, "accept": ACCEPT})
    )

    def __init__(
        self, *args: Any, run: AskRun, asker: Asker, file_errors: Sequence[str] = (), **kwargs: Any
    ) -> None:
        initial = {"name": asker.name, **(kwargs.pop("initial", None) or {})}
        if asker.email:
            initial["email"] = asker.email
        super().__init__(*args, office=run.office, initial=initial, **kwargs)
        self.run, self.asker, self.file_errors = run, asker, file_errors
        self.fields["files"].help_text = help_with_files()
        if asker.email:
            self.fix_address()

    def fix_address(self) -> None:
        """Shows the address as read-only, and ignores any other that is submitted."""
        if self.is_bound:
            self.data = {**{name: self.data[name] for name in self.data}, "email": self.asker.email}
        self.fields["email"].widget.attrs["readonly"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and self.seconds_open() < settings.ASK_MINIMUM_SECONDS:
            self.add_error(None, _("That went faster than people type. Wait a few seconds and send again."))
        self.check_fields_were_shown(cleaned)
        for error in self.file_errors:
            self.add_error("files", error)
        return cleaned

    def seconds_open(self) -> float:
        return (timezone.now() - self.run.begun_at).total_seconds()

    def check_fields_were_shown(self, cleaned: dict[str, Any]) -> None:
        """Without JavaScript the fields of a subject appear after it was chosen and sent; they are not wrong yet."""
        subject = cleaned.get("subject")
        if not self.subject_fields or cleaned.get("shown_subject") == str(subject.pk if subject else ""):
            return
        for field in self.subject_fields:
            self.errors.pop(field_name(field), None)
        sentence = _("About “%s” we ask a little more. Fill that in below, and send again.")
        self.add_error(None, sentence % subject)


def help_with_files() -> str:
    return _(
        "At most %(most)d files of %(limit)d MB: pictures (PNG, JPEG, WebP), PDF, Word, Excel, OpenDocument or plain"
        " text."
    ) % {"most": settings.ATTACHMENT_MOST, "limit": settings.ATTACHMENT_LIMIT_MB}
