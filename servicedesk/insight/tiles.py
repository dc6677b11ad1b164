"""The numbers above the dashboard, each with what changed since the period before, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from servicedesk.insight.choices import FigureName
from servicedesk.insight.presenting import Figure

Words = Mapping[str, Any]
UP, DOWN, SAME = "arrow-up", "arrow-down", ""
COUNTED = {
    UP: gettext_lazy("%(number)s more than before"),
    DOWN: gettext_lazy("%(number)s fewer than before"),
    SAME: gettext_lazy("as many as before"),
}
SHARED = {
    UP: gettext_lazy("%(number)s percentage points more than before"),
    DOWN: gettext_lazy("%(number)s percentage points less than before"),
    SAME: gettext_lazy("the same share as before"),
}
TIMED = {
    UP: gettext_lazy("%(number)s hours longer than before"),
    DOWN: gettext_lazy("%(number)s hours shorter than before"),
    SAME: gettext_lazy("as long as before"),
}
KINDS = {
    FigureName.ASKED: (gettext_lazy("Questions"), COUNTED),
    FigureName.KNOWLEDGE: (gettext_lazy("Answered from the knowledge base"), SHARED),
    FigureName.TIME: (gettext_lazy("Half answered within"), TIMED),
    FigureName.DEFLECTION: (gettext_lazy("Prevented questions"), SHARED),
    FigureName.MISSED: (gettext_lazy("Searches without results"), COUNTED),
    FigureName.PASSED: (gettext_lazy("Searches without a click"), COUNTED),
}
MAX_TILES = 4


@dataclass(frozen=True, kw_only=True)
class Tile:
    name: FigureName
    label: str
    value: str
    change: str
    icon: str


def tiles_of(figures: Sequence[Figure], *, before: Callable[[FigureName], Figure]) -> list[Tile]:
    """Of the first four figures that have one number; `before` gives a figure of the period before."""
    summed_up = [figure for figure in figures if figure.name in KINDS][:MAX_TILES]
    return [tile_of(figure, before(figure.name)) for figure in summed_up]


def tile_of(figure: Figure, earlier: Figure) -> Tile:
    label, words = KINDS[figure.name]
    icon, change = change_in_words(figure.headline, earlier.headline, words)
    value = value_in_words(figure.headline, words)
    return Tile(name=figure.name, label=str(label), value=value, change=change, icon=icon)


def value_in_words(number: float | None, words: Words) -> str:
    if number is None:
        return "—"
    text = number_format(number, force_grouping=True)
    if words is TIMED:
        return _("%(number)s hours") % {"number": text}
    return f"{text}%" if words is SHARED else text


def change_in_words(now: float | None, before: float | None, words: Words) -> tuple[str, str]:
    """With the arrow that goes with it."""
    if now is None or before is None:
        return SAME, _("nothing to compare with")
    difference = round(now - before, 1)
    icon = UP if difference > 0 else DOWN if difference < 0 else SAME
    return icon, words[icon] % {"number": number_format(abs(difference), force_grouping=True)}
