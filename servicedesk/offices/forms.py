from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from servicedesk.offices.models import Subject


class SubjectForm(WagtailAdminModelForm):
    """Keeps everything that a subject points to within its office."""

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
