"""The questions of the demo, handled by the same verbs as real ones, at the hours given in the content."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from servicedesk.asking.subject_fields.actions import note_details
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.asking import AskedQuestion, ask
from servicedesk.lifecycle.closing import close_question, react
from servicedesk.lifecycle.handling import assign, remark
from servicedesk.models import Office, Question, Subject, Team
from servicedesk.questions.choices import Channel
from servicedesk.questions.sources.actions import note_source
from servicedesk.questions.sources.models import InsertedAs
from servicedesk.triage.actions import link_questions, promote_questions, skip_questions
from servicedesk.triage.choices import SkipReason, TriageOutcome
from vraagbaak.models import FaqPage

INSERTED_BEFORE = timedelta(minutes=20)
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
    asked = AskedQuestion(
        office=office,
        title=row["title"],
        body=row["body"].strip(),
        name=row["asker"]["name"],
        email=row["asker"]["email"],
        language=row["language"],
        channel=Channel.WEB,
        subject=subjects[row["subject"]],
    )
    question = ask(asked=asked, now=now - timedelta(hours=row["asked_hours_ago"]))
    note_details(question=question, details=row.get("details", {}).items())
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
        agent, answered_at = people[row["answered_by"]], ago(now, row["answered_hours_ago"])
        for page in map(page_named, row["sources"]):
            inserted = {"source": page, "title": page.title, "inserted_as": InsertedAs.TEXT, "user": agent}
            yield answered_at - INSERTED_BEFORE, note_source, inserted
        answer = {"text": row["answer"].strip(), "user": agent, "knowledge_held": row["held"]}
        yield answered_at, sign_off, answer
    if "closed_hours_ago" in row:
        yield ago(now, row["closed_hours_ago"]), close_question, {"user": people[row["answered_by"]]}


def page_named(external_id: str) -> FaqPage:
    page: FaqPage = FaqPage.objects.get(external_id=external_id, locale__language_code="nl")
    return page


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
    verb = promote_questions if triage["outcome"] == TriageOutcome.PROMOTED else link_questions
    verb(**decided, page=page_named(triage["faq"]))
    return question
