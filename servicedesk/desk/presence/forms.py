from datetime import datetime
from typing import Any

from django import forms

from servicedesk.desk.presence.actions import leave, note_presence
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User


class PresenceForm(forms.Form):
    """What the page of a question reports of itself."""

    is_writing = forms.BooleanField(required=False)
    is_leaving = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, question: Question, user: User) -> None:
        self.question, self.user = question, user
        super().__init__(data)

    def save(self, *, now: datetime) -> None:
        if self.cleaned_data["is_leaving"]:
            leave(question=self.question, user=self.user)
        else:
            is_writing = self.cleaned_data["is_writing"]
            note_presence(question=self.question, user=self.user, is_writing=is_writing, now=now)
