"""The questions of the past quarter, from which the figures of the demo are computed."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.asking import AskedQuestion, ask
from servicedesk.lifecycle.closing import close_question
from servicedesk.models import Office, Question, Subject
from servicedesk.questions.choices import Channel
from servicedesk.triage.actions import link_questions, skip_questions
from servicedesk.triage.choices import SkipReason
from vraagbaak.knowledge.audiences.access import User
from website.demo.desk import page_named

CLOSED_AFTER = timedelta(hours=20)
OFFICE_HOUR = 9
"""All are asked in the morning, so that the demo is the same whenever it is loaded."""


def load_earlier_question(
    *,
    row: dict[str, Any],
    office: Office,
    subjects: dict[str, Subject],
    people: dict[str, Any],
    now: datetime,
) -> Question:
    day = timezone.localtime(now) - timedelta(days=row["days_ago"])
    asked_at = day.replace(hour=OFFICE_HOUR, minute=row["days_ago"] % 60)
    answered_at = asked_at + timedelta(hours=row["hours"])
    agent = people[row["agent"]]
    asked = AskedQuestion(
        office=office,
        title=row["title"],
        body="",
        name=row["asker"],
        email=f"vraagsteller{row['days_ago']}@post.example",
        language="nl",
        channel=Channel(row["channel"]),
        subject=subjects[row["subject"]],
    )
    question = ask(asked=asked, now=asked_at)
    sign_off(question=question, text=row["answer"], user=agent, now=answered_at, knowledge_held=row["held"])
    close_question(question=question, user=agent, now=answered_at + CLOSED_AFTER)
    return decide_earlier(question=question, row=row, user=agent, now=answered_at + CLOSED_AFTER)


def decide_earlier(*, question: Question, row: dict[str, Any], user: User, now: datetime) -> Question:
    decided: dict[str, Any] = {"questions": [question], "user": user, "now": now}
    if external_id := row["triage"].get("page"):
        link_questions(**decided, page=page_named(external_id))
    elif reason := row["triage"].get("skip"):
        skip_questions(**decided, reason=SkipReason(reason))
    return question
