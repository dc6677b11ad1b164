"""What the lists of triage can be narrowed to."""

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from servicedesk.desk.filters import offices_of, subjects_of
from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.models import Triage, TriageGroup
from vraagbaak.fields.filters import DaysFilter, ObjectFilter


class OfficeFilterSet(WagtailFilterSet):
    """Asks for an office only who sees more than one."""

    office = ObjectFilter(label=_("Office"), queryset=offices_of, empty_label=_("All offices"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(offices_of(self.request)[:2]) < 2:
            del self.filters["office"]


class QueueFilterSet(OfficeFilterSet):
    subject = ObjectFilter(
        label=_("Subject"), queryset=subjects_of, empty_label=_("All subjects"), method="with_waiting"
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        empty_label=_("All languages"),
        method="with_waiting",
    )
    closed = DaysFilter(label=_("Closed"), widget=DateRangePickerWidget, method="with_waiting_from")

    class Meta:
        model = TriageGroup
        fields = ["office", "subject", "language", "closed"]

    def with_waiting(self, groups: Any, name: str, value: Any) -> Any:
        return groups.filter(self.waits(**{f"question__{name}": value}))

    def with_waiting_from(self, groups: Any, name: str, value: slice) -> Any:
        bounds = {"entered_at__gte": value.start, "entered_at__lte": value.stop}
        return groups.filter(self.waits(**{key: bound for key, bound in bounds.items() if bound}))

    def waits(self, **conditions: Any) -> Exists:
        return Exists(Triage.objects.waiting().filter(group=OuterRef("pk"), **conditions))


class DecidedFilterSet(OfficeFilterSet):
    office = ObjectFilter(
        label=_("Office"),
        queryset=offices_of,
        empty_label=_("All offices"),
        field_name="question__office",
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[choice for choice in TriageOutcome.choices if choice[0] != TriageOutcome.WAITING],
        empty_label=_("All outcomes"),
    )
    decided_at = DaysFilter(label=_("Decided"), widget=DateRangePickerWidget)

    class Meta:
        model = Triage
        fields = ["office", "outcome", "decided_at"]
