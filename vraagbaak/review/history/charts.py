"""The two charts of the report: the share in order as a line, and the number of reviews as columns."""

from collections.abc import Sequence

from vraagbaak.reporting.over_time import ColumnChart, Line, LineChart
from vraagbaak.review.history.months import Month
from vraagbaak.review.reviews.choices import Outcome

MAX_MONTHS = 24


class ShareChart(LineChart):
    """The share in order as a line, with gaps for months of which nothing was stored."""

    def __init__(self, months: Sequence[Month], *, target: int | None) -> None:
        days, shares = [month.first_day for month in months], [month.share for month in months]
        super().__init__(days, [shares], highest=100, unit="%")
        self.months = months
        self.target = target

    @property
    def target_y(self) -> float | None:
        return None if self.target is None else self.height_of(self.target)

    @property
    def line(self) -> Line:
        return self.lines[0]

    @property
    def known(self) -> list[Month]:
        return [month for month in self.months if month.share is not None]


class ReviewedChart(ColumnChart):
    """A column for each month, divided by outcome."""

    def __init__(self, months: Sequence[Month]) -> None:
        days, reviewed = [month.first_day for month in months], [month.reviewed for month in months]
        super().__init__(days, reviewed, kinds=Outcome.values)


def newest(months: Sequence[Month]) -> Sequence[Month]:
    """As many as are readable in one chart."""
    return months[-MAX_MONTHS:]
