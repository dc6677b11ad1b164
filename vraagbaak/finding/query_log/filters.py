import django_filters  # type: ignore[import-untyped]
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from vraagbaak.fields.filters import DaysFilter, ObjectFilter
from vraagbaak.finding.query_log.models import QueryDay


def languages() -> list[tuple[str, str]]:
    return list(get_content_languages().items())


class QueryReportFilterSet(WagtailFilterSet):
    site = ObjectFilter(label=_("Site"), queryset=Site.objects.all(), empty_label=_("All sites"))
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=languages, empty_label=_("All languages")
    )
    day = DaysFilter(label=_("Period"), widget=DateRangePickerWidget)

    class Meta:
        model = QueryDay
        fields = ["site", "language", "day"]
