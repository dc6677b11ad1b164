from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from servicedesk.insight.origins.actions import PhrasingKnownError, add_phrasing
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

MAX_PHRASING_LENGTH = 255


class PhrasingForm(forms.Form):
    text = forms.CharField(
        max_length=MAX_PHRASING_LENGTH,
        error_messages={
            "required": _("There are no words in this phrasing."),
            "max_length": _(
                "This wording is too long for a phrasing; write a shorter one on the page itself."
            ),
        },
    )

    def __init__(self, data: Any, *, page: FaqPage, user: User) -> None:
        self.page, self.user = page, user
        super().__init__(data)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def save(self) -> FaqPage | None:
        """None, with an error on the form, when the page has this phrasing already."""
        try:
            return add_phrasing(page=self.page, text=self.cleaned_data["text"], user=self.user)
        except PhrasingKnownError:
            self.add_error("text", ValidationError(_("The page has this phrasing already.")))
            return None
