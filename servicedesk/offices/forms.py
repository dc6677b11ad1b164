from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Subject
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import GroupName

FEWEST_PLACES = 3


def staff() -> QuerySet[Any]:
    """Who can be in a team: the people with access to the admin, not the users of a portal."""
    in_staff_group = Q(groups__name__in=GroupName.staff())
    people = get_user_model().objects.filter(in_staff_group | Q(is_superuser=True), is_active=True)
    return people.distinct().order_by("first_name", "username")


class MembersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user: User) -> str:
        return str(get_user_display_name(user))


class HandlerField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return str(get_user_display_name(user))


class OfficeForm(WagtailAdminModelForm):
    """Refuses what would leave askers before a closed door without a word, or a deadline without an end."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("ask_access") == AskAccess.CLOSED and not cleaned.get("closed_message", "").strip():
            self.add_error("closed_message", _("Tell visitors why nobody can ask now, and what they can do."))
        if cleaned.get("asks_consent") and not cleaned.get("privacy_text", "").strip():
            self.add_error("privacy_text", _("Write the text with which askers are to agree."))
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and opens_at >= closes_at:
            self.add_error("closes_at", _("An office closes after it opens."))
        return cleaned

    def clean_number_patterns(self) -> str:
        """A pattern of hardly any digits would take every number out of what is published."""
        lines = [line.strip() for line in self.cleaned_data["number_patterns"].splitlines() if line.strip()]
        for line in lines:
            if sum(map(line.count, "#@")) < FEWEST_PLACES:
                raise ValidationError(
                    _(
                        "“%(line)s” says too little: use # for a digit and @ for a letter, at least three times."
                    ),
                    params={"line": line},
                )
        return "\n".join(lines)


class TeamForm(WagtailAdminModelForm):
    members = MembersField(
        staff(),
        label=_("Members"),
        help_text=_(
            "They see the questions of the whole office, and find those of the team under “My teams”."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SubjectForm(WagtailAdminModelForm):
    """Keeps everything that a subject points to within its office."""

    handler = HandlerField(
        staff(),
        label=_("Handler"),
        help_text=_("Gets the questions in person; usually left empty."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for field in ("team", "parent"):
            chosen = cleaned.get(field)
            if chosen and chosen.office != cleaned.get("office"):
                self.add_error(field, _("%s belongs to another office.") % chosen)
        self.check_parent(cleaned.get("parent"))
        self.check_knowledge_base(cleaned)
        self.check_labels()
        return cleaned

    def check_labels(self) -> None:
        """Two extra fields of the same name could not be told apart by who reads what was filled in."""
        formset = self.formsets.get("fields")
        if not formset or not formset.is_valid():
            return
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        labels = [form.cleaned_data["label"] for form in kept if "label" in form.cleaned_data]
        for label in sorted({label for label in labels if labels.count(label) > 1}):
            self.add_error(None, _("There are two extra fields “%s”. Give each a label of its own.") % label)

    def check_parent(self, parent: Subject | None) -> None:
        """A subject is not part of itself, however far up."""
        above = parent
        while above:
            if above == self.instance:
                self.add_error("parent", _("A subject cannot be part of itself."))
                return
            above = above.parent

    def check_knowledge_base(self, cleaned: dict[str, Any]) -> None:
        base, office = cleaned.get("knowledge_base"), cleaned.get("office")
        if base and office and not type(base).objects.of_site(office.site).filter(pk=base.pk).exists():
            self.add_error("knowledge_base", _("%s stands on the site of another office.") % base)
