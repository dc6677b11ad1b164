"""Loads the whole demo."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from servicedesk.models import Question
from vraagbaak.models import FaqPage
from website.demo.asking import load_asking
from website.demo.content_files import KNOWLEDGE_BASES, read_content
from website.demo.desk import load_question
from website.demo.earlier import load_earlier_question
from website.demo.knowledge import load_knowledge_base
from website.demo.organisations import load_groups, load_office, load_site, load_subjects, load_teams
from website.demo.people import load_people
from website.demo.standard_texts import load_standard_texts

HOSTNAMES = {"gemeente": "localhost", "vereniging": "vereniging.localhost"}


def load_demo(*, accounts_file: Path, port: int) -> dict[str, int]:
    """Loads everything into an empty database; gives how many FAQ pages and questions there are."""
    people = load_people(accounts_file=accounts_file)
    now = timezone.now()
    bases = [read_content(name) for name in KNOWLEDGE_BASES]
    asked = read_content("questions")["questions"]
    earlier = read_content("earlier_questions")["questions"]
    for spec in read_content("organisations")["organisations"]:
        load_organisation(
            spec=spec,
            port=port,
            people=people,
            bases=[content for content in bases if content["site"] == spec["key"]],
            asked=[row for row in asked if row["site"] == spec["key"]],
            earlier=[row for row in earlier if row["site"] == spec["key"]],
            now=now,
        )
    return {"faqs": FaqPage.objects.count(), "questions": Question.objects.count()}


def load_organisation(
    *,
    spec: dict[str, Any],
    port: int,
    people: dict[str, Any],
    bases: list[dict[str, Any]],
    asked: list[dict[str, Any]],
    earlier: list[dict[str, Any]],
    now: datetime,
) -> None:
    hostname = HOSTNAMES[spec["key"]]
    site = load_site(spec=spec, hostname=hostname, port=port, default=hostname == "localhost")
    office = load_office(spec=spec, site=site)
    owners = people | load_groups(spec=spec, people=people)
    teams = load_teams(spec=spec, office=office, people=people)
    loaded = {
        content["slug"]: load_knowledge_base(content=content, home=site.root_page, owners=owners)
        for content in bases
    }
    subjects = load_subjects(rows=spec["subjects"], office=office, teams=teams, bases=loaded)
    for row in earlier:
        load_earlier_question(row=row, office=office, subjects=subjects, people=people, now=now)
    for row in asked:
        load_question(row=row, office=office, subjects=subjects, teams=teams, people=people, now=now)
    load_asking(office=office, now=now)
    load_standard_texts(office=office, key=spec["key"])
