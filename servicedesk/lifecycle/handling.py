"""What agents do with a question beside answering it: assigning it, and remarks among themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from servicedesk.offices.models import Team
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.models import Question, Remark


@transaction.atomic
def assign(*, question: Question, user: Any, team: Team | None = None, handler: Any = None) -> Question:
    question.team, question.handler = team, handler
    question.save(update_fields=["team", "handler"])
    data = {"team": team.name if team else None, "handler": handler.get_username() if handler else None}
    log_by_number(instance=question, action=QuestionAction.ASSIGN, user=user, data=data)
    return question


@transaction.atomic
def remark(*, question: Question, text: str, user: Any, now: datetime) -> Remark:
    written = Remark.objects.create(question=question, text=text, author=user, written_at=now)
    log_by_number(instance=question, action=QuestionAction.REMARK, user=user, data={"remark": written.pk})
    return written
