"""The decision of a reviewer: one form for each outcome."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput, AdminPageChooser
from wagtail.models import Page

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.review_dates import clean_review_date
from vraagbaak.review.reviews.actions import confirm_page, request_change, retire_page
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.reviews.redirects import may_lead_to

DAYS_FOR_CHANGE = 14
MAX_PATH_LENGTH = 250


def remark_field(*, required: bool, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=pgettext_lazy("on a review", "Remark"),
        required=required,
        max_length=2000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=help_text,
    )


class OutcomeForm(forms.Form):
    """`seen` is the key of the newest review when the screen was shown."""

    outcome: Outcome
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, page: FaqPage, user: User, now: datetime) -> None:
        self.page, self.user, self.now = page, user, now
        self.today = timezone.localdate(now)
        newest = page.reviews.order_by("-pk").values_list("pk", flat=True).first()
        super().__init__(data, prefix=self.outcome, initial={"seen": newest or 0, **self.default_values()})

    def default_values(self) -> dict[str, Any]:
        return {}


class ConfirmForm(OutcomeForm):
    outcome = Outcome.STILL_CORRECT
    remark = remark_field(
        required=False, help_text=gettext_lazy("What you looked at, for who comes after you.")
    )
    next_on = forms.DateField(
        label=gettext_lazy("Next review on"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Empty: follows from the interval."),
    )

    def clean_next_on(self) -> date | None:
        return clean_review_date(self.cleaned_data["next_on"], today=self.today)

    def save(self) -> Review:
        return confirm_page(page=self.page, user=self.user, now=self.now, **self.cleaned_data)


class ChangeForm(OutcomeForm):
    outcome = Outcome.TO_BE_CHANGED
    remark = remark_field(
        required=True, help_text=gettext_lazy("What is wrong; the owner reads it in the task.")
    )
    due_on = forms.DateField(
        label=gettext_lazy("To be done before"),
        widget=AdminDateInput,
        help_text=gettext_lazy("On this day the page is due again."),
    )

    def default_values(self) -> dict[str, Any]:
        return {"due_on": self.today + timedelta(days=DAYS_FOR_CHANGE)}

    def clean_due_on(self) -> date | None:
        return clean_review_date(self.cleaned_data["due_on"], today=self.today)

    def save(self) -> Review:
        return request_change(page=self.page, user=self.user, now=self.now, **self.cleaned_data)


class RetireForm(OutcomeForm):
    outcome = Outcome.RETIRED
    remark = remark_field(required=False, help_text=gettext_lazy("Why the page is no longer needed."))
    lead_to = forms.ModelChoiceField(
        Page.objects.none(),
        label=gettext_lazy("Lead readers to"),
        required=False,
        widget=AdminPageChooser(target_models=[FaqPage, Topic, KnowledgeBase]),
        help_text=gettext_lazy(
            "Who follows an old link comes here. Empty: they are told that the page is gone."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = Page.objects.live().type(FaqPage, Topic, KnowledgeBase)
        self.fields["lead_to"].queryset = targets  # type: ignore[attr-defined]

    def clean_lead_to(self) -> Page | None:
        chosen: Page | None = self.cleaned_data["lead_to"]
        if chosen is None:
            return None
        if chosen.pk == self.page.pk:
            raise ValidationError(_("A page cannot lead to itself."))
        if len(self.page.url_path) > MAX_PATH_LENGTH:
            raise ValidationError(_("The address of this page is too long to lead from it."))
        target = chosen.specific
        if not may_lead_to(page=self.page, target=target):
            raise ValidationError(_("Not every reader of this page may see that one; choose another."))
        return target

    def save(self) -> Review:
        return retire_page(page=self.page, user=self.user, now=self.now, **self.cleaned_data)


FORMS: dict[Outcome, type[OutcomeForm]] = {
    form.outcome: form for form in (ConfirmForm, ChangeForm, RetireForm)
}
