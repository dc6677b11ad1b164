"""How a FAQ page is edited in the Wagtail admin."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import Panel

BESIDE_CONTENT = {
    "owner_person": "owner_person_id",
    "owner_group": "owner_group_id",
    "review_interval": "review_interval",
    "review_planned_on": "review_planned_on",
}


class FaqPageForm(WagtailAdminPageForm):
    """Tells the page which fields beside the content were changed: these take effect without publishing."""

    def clean_review_planned_on(self) -> date | None:
        """A date that has passed may stay where it stands, but not be chosen."""
        chosen: date | None = self.cleaned_data["review_planned_on"]
        if chosen and "review_planned_on" in self.changed_data and chosen <= timezone.localdate():
            raise ValidationError(_("Choose a day after today."))
        return chosen

    def save(self, commit: bool = True) -> Any:
        changed = [BESIDE_CONTENT[name] for name in self.changed_data if name in BESIDE_CONTENT]
        page = self.instance
        if {"review_interval", "review_planned_on"}.intersection(changed):
            page.derive_place()
            page.review_on = page.next_review(after=page.trusted_since)
            changed.append("review_on")
        if changed:
            page.complete_review_fields()
            page.changed_beside_content = [*changed, "owner_person_id", "owner_group_id"]
        return super().save(commit=commit)


class ReviewPanel(Panel):
    """The state of the review of a page, its history, and the ways to go on."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "vraagbaak/reviews/edit_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            reviews = self.instance.reviews.standing().newest_first()
            return {
                **context,
                "page": self.instance,
                "reviews": reviews[:5],
                "signal_count": self.instance.review_signals.open().count(),
                "may_retire": self.instance.permissions_for_user(self.request.user).can_unpublish(),
                "today": timezone.localdate(),
            }

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.live)
