"""How the triage of a question ended, which stays and counts, and what an agent remarked about it, which goes."""

from datetime import datetime
from typing import Any

from servicedesk.parties.holdings import Counts, Holding, Parties
from servicedesk.questions.models import Question
from servicedesk.triage.actions import leave_triage
from servicedesk.triage.models import Triage


def count(parties: Parties) -> Counts:
    """The pages that came of the questions of these parties; they stay."""
    decided = Triage.objects.filter(question__asker__in=parties, question__erased_at=None)
    return {"pages": decided.exclude(page=None).values("page").distinct().count()}


def export(question: Question, *, for_office: bool) -> dict[str, Any]:
    """How it ended; which page came of it is no data about the asker."""
    triage = getattr(question, "triage", None)
    decision = {"uitkomst": triage.outcome, "besluitOp": triage.decided_at} if triage else None
    return {"verwerking": decision}


def erase(question: Question, now: datetime) -> None:
    leave_triage(question=question)
    Triage.objects.filter(question=question).update(remark="")


HOLDING = Holding(room="triage", models=(Triage,), count=count, export_question=export, erase_question=erase)
