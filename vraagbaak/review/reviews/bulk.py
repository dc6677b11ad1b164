"""Bulk actions on the pages of the report."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy
from wagtail.admin import messages

from vraagbaak.knowledge.audiences.colleagues import colleagues
from vraagbaak.knowledge.bases.models import INTERVAL_LIMITS
from vraagbaak.knowledge.faqs.actions import set_interval, set_owner
from vraagbaak.knowledge.faqs.indexing import indexed_together
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet
from vraagbaak.reporting.bulk import ListBulkAction
from vraagbaak.review.reviews.actions import AlreadyReviewedError, NotPublishedError, confirm_page
from vraagbaak.review.reviews.models import Review
from vraagbaak.review.reviews.permissions import reviewable_by


class ReviewBulkAction(ListBulkAction):
    models = [FaqPage]
    template_name = "vraagbaak/review/reviews/bulk.html"
    success = ngettext_lazy("%(number)d page was changed.", "%(number)d pages were changed.", "number")

    def choosable(self) -> FaqPageQuerySet:
        return reviewable_by(self.request.user).order_by("title")


class ConfirmManyForm(forms.Form):
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    remark = forms.CharField(
        label=pgettext_lazy("on a review", "Remark"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("What you looked at; it is kept with each of the pages."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        newest = Review.objects.order_by("-pk").values_list("pk", flat=True).first()
        super().__init__(*args, **{**kwargs, "initial": {"seen": newest or 0}})


class ConfirmBulkAction(ReviewBulkAction):
    display_name = gettext_lazy("Still correct")
    aria_label = gettext_lazy("Say of the selected pages that they are still correct")
    action_type = "still_correct"
    action_priority = 10
    form_class = ConfirmManyForm
    heading = gettext_lazy("Are these pages still correct?")
    confirmation = gettext_lazy("Yes, I have looked at them")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        refused: list[str] = []
        with indexed_together():
            for page in objects:
                try:
                    confirm_page(
                        page=page,
                        user=kwargs["user"],
                        now=kwargs["now"],
                        remark=kwargs["remark"],
                        seen=kwargs["seen"],
                    )
                except AlreadyReviewedError as first:
                    refused.append(f"{page.title} ({first.review.reviewer_name})")
                except NotPublishedError:
                    refused.append(page.title)
        if refused:
            warning = _(
                "Left as they were, since they were reviewed or unpublished in the meantime: %s."
            ) % "; ".join(refused)
            messages.warning(kwargs["request"], warning)
        return len(objects) - len(refused), 0


class OwnerForm(forms.Form):
    person = forms.ModelChoiceField(
        get_user_model().objects.none(),
        label=gettext_lazy("Owner (person)"),
        required=False,
        help_text=gettext_lazy("Who answers for the content."),
    )
    group = forms.ModelChoiceField(
        Group.objects.all(),
        label=gettext_lazy("Owner (group)"),
        required=False,
        help_text=gettext_lazy("The group that answers for the content when there is no person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (self.errors or cleaned.get("person") or cleaned.get("group")):
            raise ValidationError(_("Choose a person or a group: each page has an owner."))
        return cleaned


class OwnerBulkAction(ReviewBulkAction):
    display_name = gettext_lazy("Owner")
    aria_label = gettext_lazy("Give the selected pages another owner")
    action_type = "owner"
    action_priority = 20
    form_class = OwnerForm
    heading = gettext_lazy("Who is to own these pages?")
    confirmation = gettext_lazy("Give them this owner")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        pages = FaqPage.objects.filter(pk__in=[page.pk for page in objects])
        return set_owner(pages=pages, person=kwargs["person"], group=kwargs["group"], user=kwargs["user"]), 0


class IntervalForm(forms.Form):
    interval = forms.IntegerField(
        label=gettext_lazy("Review interval in days"),
        required=False,
        validators=INTERVAL_LIMITS,
        min_value=1,
        max_value=3650,
        help_text=gettext_lazy("Empty: the interval of the topic, else that of the knowledge base."),
    )


class IntervalBulkAction(ReviewBulkAction):
    display_name = gettext_lazy("Interval")
    aria_label = gettext_lazy("Give the selected pages another review interval")
    action_type = "interval"
    action_priority = 30
    form_class = IntervalForm
    heading = gettext_lazy("How long are these pages trusted?")
    confirmation = gettext_lazy("Give them this interval")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        today: date = timezone.localdate()
        return set_interval(pages=objects, days=kwargs["interval"], today=today, user=kwargs["user"]), 0


BULK_ACTIONS = (ConfirmBulkAction, OwnerBulkAction, IntervalBulkAction)
