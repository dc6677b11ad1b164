from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.utils import get_user_display_name

from servicedesk.offices.models import Subject
from vraagbaak.audiences.choices import GroupName


def staff() -> QuerySet[Any]:
    """Who can be in a team: the people with access to the admin, not the users of a portal."""
    in_staff_group = Q(groups__name__in=GroupName.staff())
    people = get_user_model().objects.filter(in_staff_group | Q(is_superuser=True), is_active=True)
    return people.distinct().order_by("first_name", "username")


class MembersField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return str(get_user_display_name(user))


class HandlerField(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return str(get_user_display_name(user))


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
        return cleaned

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
