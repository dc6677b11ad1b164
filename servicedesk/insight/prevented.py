"""What suggestions prevented, per week: rule 8, as `servicedesk.deflection` counts it."""

from collections.abc import Collection, Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from servicedesk.deflection.charts import KINDS, decided_chart, share_chart
from servicedesk.deflection.choices import Grouping
from servicedesk.deflection.definition import DEFINITION
from servicedesk.deflection.figures import Figures, PeriodFigures, over_time
from servicedesk.deflection.selection import Selection
from servicedesk.insight.choices import FigureName
from servicedesk.insight.permissions import bases_seen_by, offices_seen_by
from servicedesk.insight.presenting import Drawing, Figure, Table, newest, week_cells, week_headings
from servicedesk.insight.scope import Scope


def selection_of(scope: Scope) -> Selection:
    selection = Selection(
        now=scope.now,
        offices=tuple(offices_seen_by(scope.user).values_list("pk", flat=True)),
        bases=tuple(bases_seen_by(scope.user).values_list("pk", flat=True)),
        office=scope.office.pk if scope.office else None,
        first_day=scope.period.first,
        last_day=scope.period.last,
    )
    return selection.of_base(scope.knowledge_base.pk) if scope.knowledge_base else selection


def prevented_per_week(scope: Scope) -> dict[date, PeriodFigures]:
    """For every week of the period; in one query beside those for what the reader may see."""
    weeks = {monday: PeriodFigures(first_day=monday) for monday in scope.period.mondays}
    weeks.update({week.first_day: week for week in over_time(selection_of(scope), grouping=Grouping.WEEK)})
    return weeks


def together(weeks: Collection[Figures]) -> Figures:
    """Each visitor counts once a day, so that weeks can be added up."""
    return Figures(helped=sum(week.helped for week in weeks), asked=sum(week.asked for week in weeks))


def prevented_figure(scope: Scope) -> Figure:
    weeks = prevented_per_week(scope)
    whole = together(weeks.values())
    headings = [
        _("Suggestions shown to"),
        _("Opened by"),
        _("Askers helped"),
        _("Still asked"),
        _("Deflection (%)"),
    ]
    return Figure(
        name=FigureName.DEFLECTION,
        definition=DEFINITION,
        is_empty=not whole.helped + whole.asked,
        headline=whole.share,
        table=Table(
            headings=[*week_headings(), *headings],
            rows=[
                [*week_cells(monday), week.shown_to, week.opened_by, week.helped, week.asked, week.share]
                for monday, week in weeks.items()
            ],
        ),
        report_url=reverse("deflection:report"),
        drawings=[share_drawing(list(weeks.values()), whole), askers_drawing(list(weeks.values()), whole)],
    )


def share_drawing(weeks: Sequence[PeriodFigures], whole: Figures) -> Drawing:
    share = "—" if whole.share is None else number_format(whole.share)
    return Drawing(
        kind="lines",
        title=_("Deflection"),
        chart=share_chart(newest(weeks)),
        keys=[("deflection", _("helped ÷ (helped + still asked)"))],
        sentence=_("Line chart. In the whole period the deflection was %(share)s%%.") % {"share": share},
    )


def askers_drawing(weeks: Sequence[PeriodFigures], whole: Figures) -> Drawing:
    return Drawing(
        kind="columns",
        title=_("Askers"),
        chart=decided_chart(newest(weeks)),
        keys=KINDS,
        sentence=_("Column chart of the askers per week: %(helped)d were helped, %(asked)d still asked.")
        % {"helped": whole.helped, "asked": whole.asked},
    )
