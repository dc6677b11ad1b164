"""What an asker fills in; the ask form and the API read the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from servicedesk.asking.subject_fields.actions import note_details
from servicedesk.asking.subject_fields.forms import SubjectFieldsForm
from servicedesk.asking.suspicion import suspicion_of_texts
from servicedesk.asking.uploads import give_attachments
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.visitors import VisitorDigests
from servicedesk.lifecycle.asking import AskedQuestion, ask
from servicedesk.offices.models import Office, Subject
from servicedesk.questions.choices import Channel
from servicedesk.questions.models import Question
from vraagbaak.fields.text import PlainTextField, SingleLineField, without_control_characters
from vraagbaak.knowledge.audiences.access import User

MAX_BODY_LENGTH = 20_000


class QuestionForm(forms.Form):
    """The question itself: one sentence, and what else there is to tell."""

    title = SingleLineField(
        label=_("Your question in one sentence"),
        min_length=3,
        max_length=255,
        error_messages={
            "required": _("Type your question first."),
            "min_length": _("Type a little more: a question has at least %(limit_value)d characters."),
            "max_length": _(
                "Your question has %(show_value)d characters; there is room for %(limit_value)d."
                " Put the details under “Explanation”."
            ),
        },
    )
    body = PlainTextField(
        label=_("Explanation"),
        help_text=_("Do not write a citizen service number or medical details here."),
        required=False,
        max_length=MAX_BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": _(
                "Your explanation has %(show_value)d characters; there is room for %(limit_value)d."
            ),
        },
    )


class AskForm(SubjectFieldsForm, QuestionForm):
    """The question and who asks it, with what its subject asks more. `save` asks it."""

    name = SingleLineField(
        label=_("Your name"),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Fill in your name."),
            "max_length": _("Your name has %(show_value)d characters; there is room for %(limit_value)d."),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send the answer to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Fill in your e-mail address, so that we can send the answer."),
            "invalid": _("Check your e-mail address. It looks like this: name@example.nl"),
            "max_length": _("An e-mail address has at most %(limit_value)d characters."),
        },
    )
    subject = forms.ModelChoiceField(
        label=_("Subject"),
        help_text=_("With a subject your question reaches the right people sooner."),
        queryset=Subject.objects.none(),
        required=False,
        empty_label=_("I do not know"),
        error_messages={"invalid_choice": _("Choose a subject from the list.")},
    )
    tell_when_published = forms.BooleanField(
        label=_("Mail me when this answer is published, so that others can read it too."), required=False
    )
    consent = forms.BooleanField(
        label=_("I agree that you use what I fill in here to answer my question."),
        error_messages={"required": _("Tick that you agree: without that we may not take your question.")},
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["subject"].queryset = office.subjects.all()  # type: ignore[attr-defined]
        if not office.asks_consent:
            del self.fields["consent"]
        self.add_subject_fields()

    def details(self) -> list[tuple[str, str]]:
        return [(label, without_control_characters(value)) for label, value in super().details()]

    @transaction.atomic
    def save(
        self,
        *,
        language: str,
        channel: Channel,
        now: datetime,
        suspicion: str = "",
        portal_user: User | None = None,
        run: AskRun | None = None,
        visitor: VisitorDigests | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> Question:
        """Asks the question. What looks like spam, or comes with a `suspicion`, waits in quarantine.

        `run` and `visitor` are as in `ask`.
        """
        given, details = self.cleaned_data, self.details()
        texts = [given["title"], given["body"], given["name"], *(value for _label, value in details)]
        asked = AskedQuestion(
            office=self.office,
            **{name: given[name] for name in ("title", "body", "name", "email", "subject")},
            language=language,
            channel=channel,
            portal_user=portal_user,
            tell_when_published=given["tell_when_published"],
            has_consented=given.get("consent", False),
        )
        suspicion = suspicion or suspicion_of_texts(texts)
        question = ask(asked=asked, now=now, suspicion=suspicion, run=run, visitor=visitor)
        if details:
            note_details(question=question, details=details)
        if attachments:
            give_attachments(attachments=attachments, question=question)
        return question


class ReactionForm(forms.Form):
    """What an asker writes back."""

    text = PlainTextField(
        label=_("Your reaction"),
        max_length=MAX_BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Type your reaction first."),
            "max_length": _(
                "Your reaction has %(show_value)d characters; there is room for %(limit_value)d."
            ),
        },
    )
