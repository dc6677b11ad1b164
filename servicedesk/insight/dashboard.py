"""The figures of the dashboard, in a fixed number of queries whatever there is."""

from collections.abc import Callable
from functools import partial

from servicedesk.insight.answering import time_figure
from servicedesk.insight.asked import asked_figure
from servicedesk.insight.choices import FigureName
from servicedesk.insight.gaps import MAX_EXPORTED, group_figure, search_figure
from servicedesk.insight.knowledge import knowledge_figure
from servicedesk.insight.permissions import figures_for
from servicedesk.insight.presenting import Figure
from servicedesk.insight.prevented import prevented_figure
from servicedesk.insight.scope import Scope

BUILDERS: dict[FigureName, Callable[[Scope], Figure]] = {
    FigureName.ASKED: asked_figure,
    FigureName.KNOWLEDGE: knowledge_figure,
    FigureName.TIME: time_figure,
    FigureName.DEFLECTION: prevented_figure,
    FigureName.GROUPS: group_figure,
    FigureName.MISSED: partial(search_figure, name=FigureName.MISSED),
    FigureName.PASSED: partial(search_figure, name=FigureName.PASSED),
}
WHOLE = {
    FigureName.GROUPS: partial(group_figure, limit=MAX_EXPORTED),
    FigureName.MISSED: partial(search_figure, name=FigureName.MISSED, limit=MAX_EXPORTED),
    FigureName.PASSED: partial(search_figure, name=FigureName.PASSED, limit=MAX_EXPORTED),
}


def figures_of(scope: Scope) -> list[Figure]:
    """What the reader may see, in the order of the dashboard."""
    return [BUILDERS[name](scope) for name in figures_for(scope.user)]


def whole_figure(scope: Scope, name: FigureName) -> Figure:
    """As a spreadsheet has it: more rows than a screen."""
    return WHOLE.get(name, BUILDERS[name])(scope)
