"""The form of an approver, with an optional date for the next review."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.forms import TaskStateCommentForm

from vraagbaak.knowledge.faqs.review_dates import clean_review_date


class ApprovalForm(TaskStateCommentForm):
    """Cleans the date to text, since Wagtail passes it through the browser between two requests."""

    review_planned_on = forms.DateField(
        label=gettext_lazy("Review on a set date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Counts with the last approval. Empty: follows from the interval."),
    )

    def clean_review_planned_on(self) -> str:
        chosen = clean_review_date(self.cleaned_data["review_planned_on"], today=timezone.localdate())
        return chosen.isoformat() if chosen else ""
