"""What the page shows of what is kept."""

from dataclasses import dataclass

from servicedesk.parties.models import Party
from servicedesk.privacy.inventory import Inventory, inventory_of
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Question
from website.portal.my_data.data_subjects import DataSubject


@dataclass(frozen=True)
class Summary:
    parties: list[Party]
    questions: list[Question]
    inventory: Inventory


def summary_of(data_subject: DataSubject) -> Summary:
    """Questions in quarantine are counted, but not listed: their asker need not know that they are in quarantine."""
    parties = list(data_subject.parties)
    kept = Question.objects.filter(asker__in=parties, erased_at=None)
    listed = kept.filter(status__in=GENUINE).order_by("-asked_at", "-pk")
    return Summary(parties=parties, questions=list(listed), inventory=inventory_of(parties))
