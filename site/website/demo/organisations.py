"""The two organisations of the demo: their sites, offices, teams and subjects."""

from datetime import time
from typing import Any

from wagtail.models import Locale, Page, Site

from servicedesk.models import Office, Subject, SubjectField, Team
from website.demo.people import load_owner_group
from website.public.home.models import HomePage

HEADINGS = {"nl": "Waarmee kunnen we u helpen?", "en": "What can we help you with?"}


def load_site(*, spec: dict[str, Any], hostname: str, port: int, default: bool) -> Site:
    home = load_home(spec=spec)
    if default:
        retire_default_site()
    return Site.objects.create(
        hostname=hostname, port=port, site_name=spec["name"], root_page=home, is_default_site=default
    )


def load_home(*, spec: dict[str, Any]) -> HomePage:
    root = Page.get_first_root_node()
    homes: list[HomePage] = []
    for language in spec["languages"]:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = HomePage(
            title=spec["home"]["title"][language],
            slug=f"{spec['key']}-{language}",
            heading=HEADINGS[language],
            intro=f"<p>{spec['home']['intro'][language]}</p>",
            locale=locale,
        )
        if homes:
            home.translation_key = homes[0].translation_key
        root.add_child(instance=home)
        home.save_revision().publish()
        homes.append(home)
    return homes[0]


def retire_default_site() -> None:
    """Deletes the welcome page that Wagtail installs."""
    Site.objects.all().delete()
    Page.objects.filter(depth=2).exclude(content_type__model="homepage").delete()


def load_office(*, spec: dict[str, Any], site: Site) -> Office:
    opens_at, closes_at = (time.fromisoformat(text) for text in spec["office"]["business_hours"]["monday"])
    return Office.objects.create(
        site=site,
        name=spec["office"]["name"],
        email=spec["office"]["email"],
        opens_at=opens_at,
        closes_at=closes_at,
    )


def load_groups(*, spec: dict[str, Any], people: dict[str, Any]) -> dict[str, Any]:
    return {f"group:{group['slug']}": load_owner_group(spec=group, people=people) for group in spec["groups"]}


def load_teams(*, spec: dict[str, Any], office: Office, people: dict[str, Any]) -> dict[str, Team]:
    teams = {}
    for row in spec["teams"]:
        teams[row["slug"]] = Team.objects.create(office=office, name=row["name"])
        teams[row["slug"]].members.add(*(people[key] for key in row["members"]))
    return teams


def load_subjects(
    *,
    rows: list[dict[str, Any]],
    office: Office,
    teams: dict[str, Team],
    bases: dict[str, Any],
    parent: Subject | None = None,
) -> dict[str, Subject]:
    subjects = {}
    for row in rows:
        subject = Subject.objects.create(
            office=office,
            parent=parent,
            name=row["name"],
            team=teams.get(row["team"]),
            answer_hours=row["term_hours"],
            knowledge_base=bases[row["knowledge_base"]],
        )
        for place, field in enumerate(row.get("fields", [])):
            SubjectField.objects.create(subject=subject, sort_order=place, **field)
        subjects[row["slug"]] = subject
        subjects |= load_subjects(
            rows=row.get("children", []), office=office, teams=teams, bases=bases, parent=subject
        )
    return subjects
