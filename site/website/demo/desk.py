"""The questions of the demo, led through the same verbs as real ones, at the hours that the content tells."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from servicedesk.models import Office, Question, Subject, Team
from servicedesk.questions.actions import ask, assign, close_question, react, remark, sign_off
from servicedesk.questions.choices import Channel
from servicedesk.triage.actions import link_questions, promote_questions, skip_questions
from servicedesk.triage.choices import SkipReason, TriageOutcome
from vraagbaak.models import FaqPage

Event = tuple[datetime, Callable[..., Any], dict[str, Any]]


def load_question(
    *,
    row: dict[str, Any],
    office: Office,
    subjects: dict[str, Subject],
    teams: dict[str, Team],
    people: dict[str, Any],
    now: datetime,
) -> Question:
    question = ask(
        office=office,
        title=row["title"],
        body=row["body"].strip(),
        name=row["asker"]["name"],
        email=row["asker"]["email"],
        language=row["language"],
        channel=Channel.WEB,
        now=now - timedelta(hours=row["asked_hours_ago"]),
        subject=subjects[row["subject"]],
    )
    if row["team"]:
        handler = people[row["handler"]] if row["handler"] else None
        assign(question=question, user=people["agent"], team=teams[row["team"]], handler=handler)
    for moment, verb, values in sorted(events(row=row, people=people, now=now), key=lambda event: event[0]):
        verb(question=question, now=moment, **values)
        question.refresh_from_db()
    return note_triage(question=question, row=row, people=people, now=now)


def events(*, row: dict[str, Any], people: dict[str, Any], now: datetime) -> Iterator[Event]:
    for entry in row["remarks"]:
        yield ago(now, entry["hours_ago"]), remark, {"text": entry["text"], "user": people[entry["author"]]}
    for entry in row["reactions"]:
        yield ago(now, entry["hours_ago"]), react, {"text": entry["text"].strip()}
    if row["answer"]:
        answer = {"text": row["answer"].strip(), "user": people[row["answered_by"]]}
        yield ago(now, row["answered_hours_ago"]), sign_off, {**answer, "knowledge_held": row["held"]}
    if "closed_hours_ago" in row:
        yield ago(now, row["closed_hours_ago"]), close_question, {"user": people[row["answered_by"]]}


def ago(now: datetime, hours: float) -> datetime:
    return now - timedelta(hours=hours)


def note_triage(
    *, question: Question, row: dict[str, Any], people: dict[str, Any], now: datetime
) -> Question:
    triage = row.get("triage")
    if not triage:
        return question
    decided = {"questions": [question], "user": people[row["answered_by"]], "now": now}
    if triage["outcome"] == TriageOutcome.SKIPPED:
        skip_questions(**decided, reason=SkipReason.PERSONAL, remark=triage["reason"])
        return question
    page = FaqPage.objects.get(external_id=triage["faq"], locale__language_code="nl")
    verb = promote_questions if triage["outcome"] == TriageOutcome.PROMOTED else link_questions
    verb(**decided, page=page)
    return question
