"""Runs through the ask form that ended in a question, as the form itself writes them down."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from servicedesk.deflection.actions import begin_run, end_run_asked, open_suggestion, show_suggestions
from servicedesk.models import AskRun, Question


def asked_after(
    question: Question, *, shown: Sequence[Any], opened: Sequence[Any] = (), now: datetime | None = None
) -> AskRun:
    moment = now or question.asked_at
    run = begin_run(office=question.office, now=moment, visitor=f"visitor-{question.pk}")
    show_suggestions(run=run, pages=shown, now=moment)
    for page in opened:
        open_suggestion(run=run, page=page, now=moment)
    return end_run_asked(run=run, question=question, now=moment)
