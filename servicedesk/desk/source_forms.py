"""What agents put in an answer: a FAQ page or an earlier answer."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servicedesk.desk.draft_conflict import told_ended
from servicedesk.desk.passages import NoSuchPassageError, Passage, passage
from servicedesk.questions.models import Question
from servicedesk.questions.sources.actions import forget_source, note_source
from servicedesk.questions.sources.models import InsertedAs, UsedSource
from vraagbaak.knowledge.audiences.access import User


class InsertForm(forms.Form):
    """Names a passage, such as "link:faq-12"; valid only when agent and asker may both see it."""

    source = forms.CharField(max_length=40)

    def __init__(self, data: Any, *, question: Question, user: User) -> None:
        self.question, self.user = question, user
        super().__init__(data)

    def clean_source(self) -> Passage:
        inserted_as, _colon, source = self.cleaned_data["source"].partition(":")
        try:
            return passage(
                source=source, inserted_as=InsertedAs(inserted_as), question=self.question, user=self.user
            )
        except (NoSuchPassageError, ValueError) as missing:
            raise ValidationError(_("This text is no longer there, or not for this asker.")) from missing

    def clean(self) -> dict[str, Any]:
        if not self.question.is_open and not self.errors:
            self.add_error("source", told_ended(self.question))
        return self.cleaned_data

    @property
    def passage(self) -> Passage:
        found: Passage = self.cleaned_data["source"]
        return found

    def save(self, *, now: datetime) -> UsedSource:
        found = self.passage
        return note_source(
            question=self.question,
            source=found.source,
            title=found.title,
            inserted_as=found.inserted_as,
            user=self.user,
            now=now,
        )


class RemoveSourceForm(forms.Form):
    used_source = forms.IntegerField(min_value=1, max_value=2**62)

    def __init__(self, data: Any, *, question: Question, user: User) -> None:
        self.question = question
        super().__init__(data)

    def save(self) -> bool:
        return forget_source(question=self.question, source_pk=self.cleaned_data["used_source"])
