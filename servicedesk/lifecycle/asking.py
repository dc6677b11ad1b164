"""Asking: how a question comes in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from servicedesk.deadlines.due import due_moment
from servicedesk.deflection.actions import note_asked
from servicedesk.deflection.models import AskRun
from servicedesk.deflection.visitors import VisitorDigests
from servicedesk.mail.actions import plan_confirmation
from servicedesk.offices.models import Office, Subject
from servicedesk.parties.actions import recognise_party
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import Channel, QuestionStatus
from servicedesk.questions.models import Question


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """What an asker sends, through whichever channel."""

    office: Office
    title: str
    body: str
    name: str
    email: str
    language: str
    channel: Channel
    subject: Subject | None = None
    portal_user: Any = None
    """Who was logged in, and asks with the e-mail address of the account."""
    tell_when_published: bool = False
    has_consented: bool = False


@transaction.atomic
def ask(
    *,
    asked: AskedQuestion,
    now: datetime,
    suspicion: str = "",
    run: AskRun | None = None,
    visitor: VisitorDigests | None = None,
) -> Question:
    """Registers a question; the subject gives it a team, a handler and a deadline (rule 10), the asker gets a mail.

    With a suspicion (`Suspicion`) it waits in quarantine instead; the asker gets the mail when an agent releases it.
    `run` and `visitor` are given for what was asked in the form of the site.
    """
    office, subject, user = asked.office, asked.subject, asked.portal_user
    question = Question.objects.create(
        office=office,
        asker=recognise_party(office=office, name=asked.name, email=asked.email, user=user),
        title=asked.title,
        body=asked.body,
        language=asked.language,
        channel=asked.channel,
        subject=subject,
        team=subject.team if subject else None,
        handler=subject.handler if subject else None,
        asked_at=now,
        due_at=due_moment(office=office, subject=subject, start=now),
        suspicion=suspicion,
        portal_user=user,
        tell_when_published=asked.tell_when_published,
        consented_at=now if asked.has_consented else None,
        status=QuestionStatus.HELD if suspicion else QuestionStatus.OPEN,
    )
    log_by_number(instance=question, action=QuestionAction.ASK, data={"channel": asked.channel})
    note_asked(question=question, now=now, run=run, visitor=visitor)
    if not suspicion:
        plan_confirmation(question=question, now=now)
    return question
