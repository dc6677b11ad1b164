"""How much is asked, and through which channels."""

from collections import Counter
from datetime import date

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from servicedesk.insight.choices import FigureName
from servicedesk.insight.periods import week_of
from servicedesk.insight.presenting import Drawing, Figure, Table, newest, week_cells, week_headings
from servicedesk.insight.scope import Scope
from servicedesk.questions.choices import Channel
from vraagbaak.reporting.over_time import ColumnChart

Weeks = dict[date, Counter[str]]
DEFINITION = gettext_lazy(
    "Questions that came in, by the week in which they were asked and the way they came; without what waits"
    " in quarantine or was found to be spam. For a knowledge base: the questions on its subjects."
)


def asked_per_week(scope: Scope) -> Weeks:
    """By channel, for every week of the period; in one query."""
    weeks: Weeks = {monday: Counter() for monday in scope.period.mondays}
    rows = scope.asked().values("channel", week=week_of("asked_at")).annotate(number=Count("pk"))
    for row in rows:
        weeks[row["week"]][row["channel"]] = row["number"]
    return weeks


def asked_figure(scope: Scope) -> Figure:
    weeks = asked_per_week(scope)
    total = sum(week.total() for week in weeks.values())
    return Figure(
        name=FigureName.ASKED,
        definition=DEFINITION,
        is_empty=not total,
        headline=total,
        table=Table(
            headings=[*week_headings(), *(capfirst(channel.label) for channel in Channel), _("Total")],
            rows=[
                [*week_cells(monday), *(week[channel] for channel in Channel), week.total()]
                for monday, week in weeks.items()
            ],
        ),
        drawings=[asked_drawing(weeks, total)],
    )


def asked_drawing(weeks: Weeks, total: int) -> Drawing:
    days, counts = newest(list(weeks)), newest(list(weeks.values()))
    used = [(value, label) for value, label in Channel.choices if any(week[value] for week in weeks.values())]
    return Drawing(
        kind="columns",
        chart=ColumnChart(days, counts, kinds=[value for value, _label in used]),
        keys=used,
        sentence=ngettext(
            "Column chart of the questions per week. %(number)d question was asked.",
            "Column chart of the questions per week. %(number)d questions were asked.",
            total,
        )
        % {"number": total},
    )
