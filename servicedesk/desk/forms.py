"""What agents fill in on a question's page.

The page is one HTML form: whichever button is pressed, the answer that was being typed comes along. Each form
here reads its own part of it.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servicedesk.desk.draft_conflict import (
    DraftConflict,
    told_ended,
    told_more_was_said,
    told_overtaken,
    told_signed_off,
)
from servicedesk.lifecycle.answering import AlreadySignedOffError, DraftOvertakenError, sign_off, write_answer
from servicedesk.lifecycle.handling import assign, remark
from servicedesk.offices.forms import HandlerField
from servicedesk.offices.models import Team
from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.questions.drafts import draft_of, fingerprint, last_said
from servicedesk.questions.models import Answer, Question, Remark
from vraagbaak.fields.text import LongTextField, with_unix_newlines
from vraagbaak.knowledge.audiences.access import User


class DraftForm(forms.Form):
    """The answer as it is being written.

    `seen` is the fingerprint of the draft that the agent began with, `over` that of a colleague's draft which the
    agent chose to write over, and `said` the mark of what had been said when the page was shown.
    """

    answer = LongTextField(label=_("Answer"), rows=10, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    over = forms.CharField(required=False, widget=forms.HiddenInput)
    said = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, question: Question, user: User) -> None:
        self.question, self.user = question, user
        self.stored, self.said_now = draft_of(question), last_said(question)
        self.overtaken_by: Answer | None = None
        marks = {"seen": self.stored_mark, "said": self.said_now}
        super().__init__(data, initial={"answer": self.stored_text, **marks})

    @property
    def stored_text(self) -> str:
        return self.stored.text if self.stored else ""

    @property
    def stored_mark(self) -> str:
        return fingerprint(self.stored_text)

    @property
    def conflict(self) -> DraftConflict:
        cleaned = self.cleaned_data
        return DraftConflict(
            question=self.question,
            stored=self.stored,
            text=cleaned.get("answer", ""),
            began_with=cleaned.get("over") or cleaned.get("seen", ""),
            said=cleaned.get("said", ""),
            said_now=self.said_now,
        )

    @property
    def is_typed(self) -> bool:
        return "answer" in self.data and self.conflict.is_typed

    def clean_answer(self) -> str:
        return with_unix_newlines(self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "answer" in cleaned and self.is_typed:
            self.refuse_conflict()
        return cleaned

    def refuse_conflict(self) -> None:
        """Two agents in one draft: the second is shown what the first wrote, and decides."""
        conflict = self.conflict
        self.overtaken_by = conflict.overtaken_by
        for sentence in conflict.sentences:
            self.add_error("answer", sentence)

    def keep(self) -> bool:
        """Saves what was typed; False, with an error on the form, when a colleague did so in the same moment."""
        if not self.is_typed:
            return True
        text, seen = self.cleaned_data["answer"], self.stored_text
        try:
            write_answer(question=self.question, text=text, user=self.user, over=seen)
        except DraftOvertakenError:
            self.refuse_overtaken()
            return False
        return True

    def refuse_overtaken(self) -> None:
        """A colleague was first by less than the form could see."""
        self.stored = self.overtaken_by = draft_of(self.question)
        sentence = told_overtaken(self.stored) if self.stored else told_ended(self.question)
        self.add_error("answer", sentence)


class SignOffForm(DraftForm):
    knowledge_held = forms.ChoiceField(
        label=_("Did a knowledge base have the answer?"), choices=KnowledgeHeld.choices, required=False
    )

    def clean_answer(self) -> str:
        text = super().clean_answer()
        if not text:
            raise ValidationError(_("Write an answer before you sign off."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.is_typed:
            # What the agent read and did not change may have been changed by a colleague since.
            self.refuse_conflict()
        if not self.errors and self.conflict.more_was_said:
            self.ask_once_more()
        return cleaned

    def ask_once_more(self) -> None:
        """The page that comes back shows what was said: the same button, pressed again, goes through."""
        self.data = {**{name: self.data[name] for name in self.data}, "said": self.said_now}
        self.add_error("answer", told_more_was_said())

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
            self.add_error("answer", told_signed_off(earlier.answer))
        except DraftOvertakenError:
            self.refuse_overtaken()
        return None


class RemarkForm(forms.Form):
    remark = LongTextField(
        label=_("Internal remark"),
        rows=3,
        help_text=_("Agents see this; the asker never does."),
        error_messages={"required": _("Write a remark first.")},
    )

    def __init__(self, data: Any = None, *, question: Question, user: User) -> None:
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

    def __init__(self, data: Any = None, *, question: Question, user: User) -> None:
        self.question, self.user = question, user
        super().__init__(data, initial={"team": question.team_id, "handler": question.handler_id})
        people = get_user_model().objects.filter(is_active=True, teams__office=question.office)
        self.fields["team"].queryset = question.office.teams.all()  # type: ignore[attr-defined]
        self.fields["handler"].queryset = people.distinct().order_by("first_name", "username")  # type: ignore[attr-defined]

    def save(self) -> Question:
        team, handler = self.cleaned_data["team"], self.cleaned_data["handler"]
        return assign(question=self.question, user=self.user, team=team, handler=handler)
