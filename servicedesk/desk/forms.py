"""What agents fill in on a question's page.

The page is one HTML form: whichever button is pressed, the answer that was being typed comes along. Each form
here reads its own part of it.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from servicedesk.lifecycle.actions import (
    AlreadySignedOffError,
    DraftOvertakenError,
    assign,
    remark,
    sign_off,
    write_answer,
)
from servicedesk.offices.forms import HandlerField
from servicedesk.offices.models import Team
from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.questions.drafts import draft_of, fingerprint, last_said, last_signed_off
from servicedesk.questions.models import Answer, Question, Remark
from servicedesk.questions.thread import name_of
from vraagbaak.fields.text import LongTextField, with_unix_newlines

SAID_SINCE = _(
    "More was said since you opened this page; read it above. Your text was not sent; it still stands here. "
    "Is it still right? Then sign off again."
)


def told_already(answer: Answer | None) -> str:
    """The sentence for who signs off after somebody else did."""
    if answer is None or answer.signed_off_at is None:
        return str(
            _("This question was closed in the meantime. Your text was not sent; it still stands here.")
        )
    return str(
        _("%(name)s signed off an answer on %(moment)s. Your text was not sent; it still stands here.")
    ) % {
        "name": name_of(answer.author),
        "moment": date_format(localtime(answer.signed_off_at), "DATETIME_FORMAT"),
    }


class DraftForm(forms.Form):
    """The answer as it is being written.

    `seen` is the fingerprint of the draft that the agent began with, `over` that of a colleague's draft which the
    agent chose to write over, and `said` the mark of what had been said when the page was shown.
    """

    answer = LongTextField(label=_("Answer"), rows=10, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    over = forms.CharField(required=False, widget=forms.HiddenInput)
    said = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, question: Question, user: Any) -> None:
        self.question, self.user = question, user
        self.stored = draft_of(question)
        self.stored_mark = fingerprint(self.stored_text)
        self.overtaken_by: Answer | None = None
        self.said_mark = last_said(question)
        marks = {"seen": self.stored_mark, "said": self.said_mark}
        super().__init__(data, initial={"answer": self.stored_text, **marks})

    @property
    def began_with(self) -> str:
        """The fingerprint of the draft over which this text may be written."""
        return str(self.cleaned_data.get("over") or self.cleaned_data.get("seen", ""))

    @property
    def is_typed(self) -> bool:
        """Whether the agent changed the text since the page was shown."""
        return "answer" in self.data and fingerprint(self.cleaned_data.get("answer", "")) != self.began_with

    def clean_answer(self) -> str:
        return with_unix_newlines(self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "answer" in cleaned and self.is_typed:
            self.check_not_overtaken(typed=cleaned["answer"])
            self.check_still_open()
        return cleaned

    def check_still_open(self) -> None:
        if not self.question.is_open:
            self.add_error("answer", told_already(last_signed_off(self.question)))

    def check_not_overtaken(self, *, typed: str) -> None:
        """Two agents in one draft: the second is shown what the first wrote, and decides."""
        stored = self.stored
        if stored is None or self.began_with == self.stored_mark or typed == stored.text:
            return
        self.show_other(stored)

    def show_other(self, stored: Answer) -> None:
        self.overtaken_by = stored
        sentence = _("%(name)s wrote in this draft while you did. Yours stands here and is not saved yet.")
        self.add_error("answer", sentence % {"name": name_of(stored.author)})

    def keep(self) -> bool:
        """Saves what was typed; False, with an error on the form, when a colleague did so in the same moment."""
        if not self.is_typed:
            return True
        try:
            write_answer(
                question=self.question,
                text=self.cleaned_data["answer"],
                user=self.user,
                over=self.stored_text,
            )
        except DraftOvertakenError:
            self.tell_overtaken()
            return False
        return True

    def tell_overtaken(self) -> None:
        self.stored = draft_of(self.question)
        self.stored_mark = fingerprint(self.stored_text)
        if self.stored:
            self.show_other(self.stored)
        else:
            self.add_error("answer", told_already(last_signed_off(self.question)))

    @property
    def stored_text(self) -> str:
        return self.stored.text if self.stored else ""


class SignOffForm(DraftForm):
    knowledge_held = forms.ChoiceField(
        label=_("Did a knowledge base have the answer?"), choices=KnowledgeHeld.choices, required=False
    )

    def clean_answer(self) -> str:
        text = super().clean_answer()
        if not text:
            raise ValidationError(_("Write an answer before you sign off."))
        return text

    def check_unchanged_draft(self) -> None:
        """What the agent read and did not change may have been changed by a colleague since."""
        if not self.errors and not self.is_typed:
            self.check_not_overtaken(typed=self.cleaned_data["answer"])
            self.check_still_open()

    def check_nothing_new_said(self) -> None:
        """In a page that stood open, a colleague may have answered and the asker written back since."""
        if self.errors or self.cleaned_data.get("said") == self.said_mark:
            return
        # The page that comes back shows it: the same button, pressed again, goes through.
        self.data = {**{name: self.data[name] for name in self.data}, "said": self.said_mark}
        self.add_error("answer", SAID_SINCE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_unchanged_draft()
        self.check_nothing_new_said()
        return cleaned

    def sign_off(self, *, now: datetime) -> Answer | None:
        """None, with an error on the form, when somebody else signed off in the same moment."""
        try:
            return sign_off(
                question=self.question,
                text=self.cleaned_data["answer"],
                user=self.user,
                now=now,
                knowledge_held=self.cleaned_data["knowledge_held"],
                over=self.stored_text,
            )
        except AlreadySignedOffError as earlier:
            self.add_error("answer", told_already(earlier.answer))
        except DraftOvertakenError:
            self.tell_overtaken()
        return None


class RemarkForm(forms.Form):
    remark = LongTextField(
        label=_("Internal remark"),
        rows=3,
        help_text=_("Agents see this; the asker never does."),
        error_messages={"required": _("Write a remark first.")},
    )

    def __init__(self, data: Any = None, *, question: Question, user: Any) -> None:
        self.question, self.user = question, user
        super().__init__(data)

    def save(self, *, now: datetime) -> Remark:
        text = with_unix_newlines(self.cleaned_data["remark"])
        return remark(question=self.question, text=text, user=self.user, now=now)


class AssignForm(forms.Form):
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), required=False, empty_label=_("no team")
    )
    handler = HandlerField(
        get_user_model().objects.none(), label=_("Handler"), required=False, empty_label=_("nobody yet")
    )

    def __init__(self, data: Any = None, *, question: Question, user: Any) -> None:
        self.question, self.user = question, user
        super().__init__(data, initial={"team": question.team_id, "handler": question.handler_id})
        people = get_user_model().objects.filter(is_active=True, teams__office=question.office)
        self.fields["team"].queryset = question.office.teams.all()  # type: ignore[attr-defined]
        self.fields["handler"].queryset = people.distinct().order_by("first_name", "username")  # type: ignore[attr-defined]

    def save(self) -> Question:
        team, handler = self.cleaned_data["team"], self.cleaned_data["handler"]
        return assign(question=self.question, user=self.user, team=team, handler=handler)
