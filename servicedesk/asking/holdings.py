"""What an asker filled in for the subject, and what a portal user typed and has not sent."""

from typing import Any

from servicedesk.asking.models import AskDraft
from servicedesk.asking.subject_fields.models import QuestionDetail
from servicedesk.parties.holdings import Holding
from servicedesk.parties.models import Party
from servicedesk.questions.models import Question


def export(question: Question, *, for_office: bool) -> dict[str, Any]:
    return {
        "gegevens": [{"label": detail.label, "waarde": detail.value} for detail in question.details.all()]
    }


def erase_drafts(party: Party) -> None:
    if party.user_id:
        AskDraft.objects.filter(office=party.office_id, user=party.user_id).delete()


HOLDING = Holding(
    room="asking",
    models=(QuestionDetail,),
    export_question=export,
    prefetched=("details",),
    erase_question=lambda question, now: question.details.all().delete(),
    erase_party=erase_drafts,
)
