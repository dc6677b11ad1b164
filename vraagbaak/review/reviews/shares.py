"""The share of each knowledge base that is in order, against its target, as bars for the home page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet
from vraagbaak.reporting.bars import BAR_HEIGHT, BAR_TOP, LABEL_BASELINE, ROW_HEIGHT, shortened
from vraagbaak.review.reviews.status_counts import Share, shares_in_order

OVERHANG = 4


@dataclass(frozen=True)
class ShareBar:
    """Lengths are shares of the width, heights are in pixels; `number` counts the bars from the top."""

    base: KnowledgeBase
    share: Share
    number: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.share.in_order // self.share.pages

    @property
    def label(self) -> str:
        return shortened(self.base.title)

    @property
    def label_y(self) -> int:
        return self.number * ROW_HEIGHT + LABEL_BASELINE

    @property
    def y(self) -> int:
        return self.number * ROW_HEIGHT + BAR_TOP

    @property
    def target_top(self) -> int:
        return self.y - OVERHANG

    @property
    def target_bottom(self) -> int:
        return self.y + BAR_HEIGHT + OVERHANG


def share_bars(*, bases: KnowledgeBaseQuerySet, today: date) -> Sequence[ShareBar]:
    """A bar for each knowledge base with published pages, in two queries."""
    shares = shares_in_order(bases=bases, today=today)
    shown = [base for base in bases if shares[base.pk].pages]
    return [ShareBar(base, shares[base.pk], number) for number, base in enumerate(shown)]


def height_of(bars: Sequence[ShareBar]) -> int:
    return len(bars) * ROW_HEIGHT
