"""What came of a page, in numbers: who led to it, who read it, and whom it did not help."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from servicedesk.deflection.figures import page_counts
from servicedesk.deflection.models import ShownSuggestion
from servicedesk.deflection.querysets import is_settled
from servicedesk.questions.sources.models import UsedSource
from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.models import Feedback


@dataclass(frozen=True, kw_only=True)
class PageFigures:
    """Visitors count once a day, as in the report of deflection; questions and votes each by itself."""

    promoted: int
    linked: int
    shown_to: int
    opened_by: int
    answered: int
    asked: int
    used: int
    helpful: int
    unhelpful: int

    @property
    def led(self) -> int:
        return self.promoted + self.linked

    @property
    def votes(self) -> int:
        return self.helpful + self.unhelpful


def figures_of(page: FaqPage, *, now: datetime) -> PageFigures:
    """In four statements, whatever the numbers."""
    runs = ShownSuggestion.objects.filter(is_settled(now, "run__"), page=page).aggregate(**page_counts())
    runs.pop("decided")
    given = UsedSource.objects.filter(page=page).exclude(answer__signed_off_at=None)
    return PageFigures(**counts_of_triage(page), **counts_of_votes(page), **runs, used=given.count())


def counts_of_triage(page: FaqPage) -> dict[str, int]:
    outcomes = (TriageOutcome.PROMOTED, TriageOutcome.LINKED)
    counted = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in outcomes}
    return Triage.objects.filter(page=page).aggregate(**counted)


def counts_of_votes(page: FaqPage) -> dict[str, int]:
    votes = Feedback.objects.filter(page=page).order_by().values_list("helpful").annotate(number=Count("pk"))
    counted = dict(votes)
    return {"helpful": counted.get(True, 0), "unhelpful": counted.get(False, 0)}
