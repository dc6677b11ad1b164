"""The two pictures of the report: the deflection as a line, and who was helped or asked as columns."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servicedesk.deflection.choices import Grouping
from servicedesk.deflection.figures import PeriodFigures
from vraagbaak.reporting.over_time import ColumnChart, LineChart

MAX_PERIODS = {Grouping.WEEK: 26, Grouping.MONTH: 24}
"""As many as are readable in one picture."""
KINDS = (("helped", pgettext_lazy("askers", "helped")), ("asked", _("still asked")))


def newest(periods: Sequence[PeriodFigures], *, grouping: Grouping) -> Sequence[PeriodFigures]:
    return periods[-MAX_PERIODS[grouping] :]


def share_chart(periods: Sequence[PeriodFigures]) -> LineChart:
    """A period in which nobody was helped or asked interrupts the line."""
    return LineChart(first_days(periods), [[each.share for each in periods]], highest=100, unit="%")


def decided_chart(periods: Sequence[PeriodFigures]) -> ColumnChart:
    rows = [{"helped": each.helped, "asked": each.asked} for each in periods]
    return ColumnChart(first_days(periods), rows, kinds=[kind for kind, _label in KINDS])


def first_days(periods: Sequence[PeriodFigures]) -> list[date]:
    return [each.first_day for each in periods]
