"""Whether the knowledge base held what was answered (rule 13)."""

from collections import Counter
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.insight.choices import FigureName
from servicedesk.insight.periods import week_of
from servicedesk.insight.presenting import (
    Drawing,
    Figure,
    Table,
    newest,
    week_cells,
    week_headings,
)
from servicedesk.insight.scope import Scope
from servicedesk.questions.choices import KnowledgeHeld
from vraagbaak.reporting.over_time import ColumnChart
from vraagbaak.reporting.percents import percents

Weeks = dict[date, Counter[str]]
UNKNOWN = ""
KINDS = [*KnowledgeHeld.values, UNKNOWN]
DEFINITION = gettext_lazy(
    "Answers that were signed off, by what the agent said: whether the answer stood in the knowledge base. The"
    " share is that of “yes” among the answers of which it was said. For a knowledge base: answers on its"
    " subjects, and answers in which a page of it was used."
)


def held_per_week(scope: Scope) -> Weeks:
    """The answers by what the agent said of the knowledge base, for every week of the period; in one query."""
    weeks: Weeks = {monday: Counter() for monday in scope.period.mondays}
    answers = scope.answers_with_knowledge().values("knowledge_held", week=week_of("signed_off_at"))
    for row in answers.annotate(number=Count("pk")):
        weeks[row["week"]][row["knowledge_held"]] = row["number"]
    return weeks


def share_held(counts: Counter[str]) -> float | None:
    """In percents of the answers of which it was said; what it held only partly is not counted as held."""
    return percents(counts[KnowledgeHeld.YES], counts.total() - counts[UNKNOWN])


def knowledge_figure(scope: Scope) -> Figure:
    weeks = held_per_week(scope)
    together = sum(weeks.values(), Counter())
    headings = [_("Yes"), _("Partly"), _("No"), _("Not said"), _("Total"), _("Share of yes (%)")]
    return Figure(
        name=FigureName.KNOWLEDGE,
        definition=DEFINITION,
        is_empty=not together.total(),
        headline=share_held(together),
        table=Table(
            headings=[*week_headings(), *headings],
            rows=[
                [*week_cells(monday), *(week[kind] for kind in KINDS), week.total(), share_held(week)]
                for monday, week in weeks.items()
            ],
        ),
        drawings=[knowledge_drawing(weeks, together)],
    )


def knowledge_drawing(weeks: Weeks, together: Counter[str]) -> Drawing:
    counts = newest(list(weeks.values()))
    return Drawing(
        kind="columns",
        chart=ColumnChart(newest(list(weeks)), counts, kinds=KINDS),
        keys=[*KnowledgeHeld.choices, (UNKNOWN, _("not said"))],
        sentence=_(
            "Column chart of the answers per week: %(yes)d yes, %(partly)d partly, %(no)d no, %(unknown)d not said."
        )
        % {
            "yes": together[KnowledgeHeld.YES],
            "partly": together[KnowledgeHeld.PARTLY],
            "no": together[KnowledgeHeld.NO],
            "unknown": together[UNKNOWN],
        },
    )
