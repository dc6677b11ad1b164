from dataclasses import replace
from datetime import datetime
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from servicedesk.deflection.choices import Grouping
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.permissions import bases_measured_for, offices_measured_for
from servicedesk.deflection.selection import Selection
from servicedesk.offices.models import Office
from vraagbaak.fields.filters import DaysFilter, ObjectFilter
from vraagbaak.knowledge.bases.models import KnowledgeBase


def offices_of_reader(request: Any) -> Any:
    return offices_measured_for(request.user) if request else Office.objects.none()


def bases_of_reader(request: Any) -> Any:
    return bases_measured_for(request.user) if request else KnowledgeBase.objects.none()


class DeflectionFilterSet(WagtailFilterSet):
    office = ObjectFilter(label=_("Office"), queryset=offices_of_reader, empty_label=_("All offices"))
    knowledge_base = ObjectFilter(
        label=_("Knowledge base"), queryset=bases_of_reader, empty_label=_("All knowledge bases")
    )
    begun_at = DaysFilter(label=_("Period"), widget=DateRangePickerWidget)
    over_time = django_filters.ChoiceFilter(
        label=_("Over time"),
        choices=[(Grouping.MONTH, Grouping.MONTH.label)],
        empty_label=Grouping.WEEK.label,
    )

    class Meta:
        model = AskRun
        fields = ["office", "knowledge_base", "begun_at", "over_time"]

    @property
    def grouping(self) -> Grouping:
        return Grouping(self.chosen.get("over_time") or Grouping.WEEK)

    @property
    def chosen(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.is_valid() else {}

    def narrow(self, selection: Selection) -> Selection:
        """What the reader may see of what was chosen."""
        days = self.chosen.get("begun_at") or slice(None)
        office, base = self.chosen.get("office"), self.chosen.get("knowledge_base")
        narrowed = replace(
            selection,
            office=office.pk if office else None,
            first_day=picked_day(days.start),
            last_day=picked_day(days.stop),
        )
        return narrowed.of_base(base.pk) if base else narrowed


def picked_day(moment: datetime | None) -> Any:
    """The day that was picked, which the filter made a moment of it in the reader's time zone."""
    return timezone.localdate(moment) if moment else None
