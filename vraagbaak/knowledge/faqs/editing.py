"""How a FAQ page is edited in the Wagtail admin."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import Panel

from vraagbaak.knowledge.audiences.colleagues import colleagues
from vraagbaak.knowledge.faqs.review_dates import clean_review_date

UNVERSIONED_INPUTS = {
    "owner_person": "owner_person_id",
    "owner_group": "owner_group_id",
    "review_interval": "review_interval",
    "review_planned_on": "review_planned_on",
}


class FaqPageForm(WagtailAdminPageForm):
    """Tells the page which unversioned fields were changed: these take effect without publishing.

    Changes are compared with what the screen showed, not with what a colleague has saved since, so that a field
    that the user left alone is not reset.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in UNVERSIONED_INPUTS:
            if name in self.fields:
                self.fields[name].show_hidden_initial = True
        if "owner_person" in self.fields:
            self.fields["owner_person"].queryset = self.possible_owners()

    def possible_owners(self) -> Any:
        """Colleagues, and the current owner."""
        people = get_user_model().objects.all()
        return people.filter(Q(pk__in=colleagues().values("pk")) | Q(pk=self.instance.owner_person_id))

    def shown_values(self) -> list[str]:
        """Hidden inputs with the values shown, to compare with when the form is posted."""
        return [self[name].as_hidden(only_initial=True) for name in UNVERSIONED_INPUTS if name in self.fields]

    def clean_review_planned_on(self) -> date | None:
        """A date in the past may stay, but not be chosen."""
        chosen: date | None = self.cleaned_data["review_planned_on"]
        if "review_planned_on" in self.changed_data:
            return clean_review_date(chosen, today=timezone.localdate())
        return chosen

    def save(self, commit: bool = True) -> Any:
        changed = [UNVERSIONED_INPUTS[name] for name in self.changed_data if name in UNVERSIONED_INPUTS]
        page = self.instance
        if {"review_interval", "review_planned_on"}.intersection(changed):
            page.derive_place()
            page.reschedule(today=timezone.localdate())
            changed.append("review_on")
        if {"owner_person_id", "owner_group_id"}.intersection(changed):
            page.complete_owner_and_review_date()
            changed += ["owner_person_id", "owner_group_id"]
        page.changed_unversioned_fields = changed
        return super().save(commit=commit)


class ReviewPanel(Panel):
    """The review status of a page, its past reviews, and links to review it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "vraagbaak/knowledge/faqs/review_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            reviews = self.instance.reviews.not_undone().newest_first()
            return {
                **context,
                "page": self.instance,
                "reviews": reviews[:5],
                "shown_values": self.form.shown_values(),
                "signal_count": self.instance.review_signals.open().count(),
                "may_retire": self.instance.permissions_for_user(self.request.user).can_unpublish(),
                "today": timezone.localdate(),
            }

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.live)
