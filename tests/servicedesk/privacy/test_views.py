"""Managers hand out and erase what is kept of an asker, and see what is due."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Site

from servicedesk.privacy.models import RetentionRun
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests.factories import OfficeFactory, QuestionFactory

pytestmark = pytest.mark.django_db
DESK = "/beheer/servicedesk/questions"
RETENTION = "/beheer/servicedesk/retention/"


@pytest.fixture
def as_manager(client: Client, manager: Any) -> Client:
    client.force_login(manager)
    return client


def test_the_screen_tells_in_numbers_what_would_go(as_manager: Client, life: Question) -> None:
    QuestionFactory(office=life.office, asker=life.asker)

    inventory = as_manager.get(f"{DESK}/{life.pk}/asker/").context["inventory"]

    assert inventory.counts == {
        "questions": 2,
        "open_questions": 1,
        "answers": 2,
        "reactions": 2,
        "remarks": 1,
        "attachments": 1,
        "mails": 4,
        "pages": 0,
    }


def test_nothing_is_erased_without_the_confirmation(as_manager: Client, life: Question) -> None:
    response = as_manager.post(f"{DESK}/{life.pk}/asker/", {})

    life.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["sure"])
    assert life.erased_at is None


def test_erases_the_asker_and_says_so_in_the_log_without_a_name(
    as_manager: Client, life: Question, manager: Any
) -> None:
    mail.outbox.clear()
    response = as_manager.post(f"{DESK}/{life.pk}/asker/", {"sure": "on"})

    life.refresh_from_db()
    life.asker.refresh_from_db()
    entry = ModelLogEntry.objects.filter(action="servicedesk.party.erase").get()
    assert (response.status_code, response["Location"]) == (302, f"{DESK}/{life.pk}/")
    assert (life.erased_at is None, life.asker.email, mail.outbox) == (False, "", [])
    assert (entry.user, entry.label, entry.data) == (manager, life.asker.name, {})
    assert as_manager.get(response["Location"]).status_code == 200


def test_exports_a_zip_with_the_remarks_and_notes_that_in_the_log(
    as_manager: Client, life: Question, manager: Any
) -> None:
    response = as_manager.post(f"{DESK}/{life.pk}/export_asker/")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    [party] = json.loads(archive.read("gegevens.json"))["partijen"]
    entry = ModelLogEntry.objects.filter(action="servicedesk.party.export").get()
    assert response["Content-Disposition"] == f'attachment; filename="relatie-{life.asker_id}.zip"'
    assert [len(archive.namelist()), len(party["vragen"][0]["interneOpmerkingen"])] == [2, 1]
    assert entry.user == manager


def test_an_asker_who_was_erased_before_has_nothing_to_show(as_manager: Client, life: Question) -> None:
    as_manager.post(f"{DESK}/{life.pk}/asker/", {"sure": "on"})

    response = as_manager.get(f"{DESK}/{life.pk}/asker/")

    assert (response.status_code, "<form" in response.content.decode().split("<main")[-1]) == (200, False)


@pytest.mark.parametrize("address", ["asker", "export_asker"])
def test_agents_may_not(client: Client, life: Question, agent: Any, address: str) -> None:
    client.force_login(agent)

    response = client.post(f"{DESK}/{life.pk}/{address}/", {"sure": "on"})

    life.refresh_from_db()
    assert (response.status_code, life.erased_at) == (403, None)


@pytest.mark.parametrize("address", ["asker", "export_asker"])
def test_others_get_nowhere(client: Client, life: Question, portal_user: Any, address: str) -> None:
    answers = [client.post(f"{DESK}/{life.pk}/{address}/", {"sure": "on"}).status_code]
    client.force_login(portal_user)
    answers.append(client.post(f"{DESK}/{life.pk}/{address}/", {"sure": "on"}).status_code)

    life.refresh_from_db()
    assert (answers, life.erased_at) == ([302, 302], None)


def test_only_managers_see_the_way_there(client: Client, life: Question, agent: Any, manager: Any) -> None:
    seen = []
    for user in (agent, manager):
        client.force_login(user)
        seen.append(f"{DESK}/{life.pk}/asker/" in client.get(f"{DESK}/{life.pk}/").content.decode())

    assert seen == [False, True]


def test_managers_read_what_is_due_and_what_was_done(as_manager: Client, office: Any) -> None:
    closed_at = timezone.now() - timedelta(days=office.retention_days - 10)
    QuestionFactory(office=office, status=QuestionStatus.CLOSED, closed_at=closed_at)
    RetentionRun.objects.create(office=office, ran_at=timezone.now(), questions=7, parties=5)

    response = as_manager.get(RETENTION)

    [due] = response.context["offices"]
    assert (due.due_now, due.due_soon, response.context["chart"].total) == (0, 1, 1)
    assert [(run.questions, run.parties) for run in response.context["object_list"]] == [(7, 5)]


def test_the_log_can_be_taken_along(as_manager: Client, office: Any) -> None:
    RetentionRun.objects.create(office=office, ran_at=timezone.now(), questions=7, parties=5)

    response = as_manager.get(f"{RETENTION}?export=csv")

    [_headings, row] = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert row.split(",")[1:] == ["Gemeente Zonneveld", "7", "5"]


def test_agents_and_editors_do_not_read_it(client: Client, agent: Any, editor: Any) -> None:
    answers = []
    for user in (agent, editor):
        client.force_login(user)
        answers.append(client.get(RETENTION).status_code)

    assert answers == [302, 302]


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_however_many_offices_and_runs(
    as_manager: Client, office: Any, home: Any, number: int, django_assert_num_queries: Any
) -> None:
    for count in range(1, number):
        site = Site.objects.create(hostname=f"kantoor{count}.localhost", root_page=home)
        OfficeFactory(site=site, name=f"Kantoor {count}")
    for _run in range(number):
        RetentionRun.objects.create(office=office, ran_at=timezone.now(), questions=1, parties=1)
    as_manager.get(RETENTION)

    with django_assert_num_queries(13):
        as_manager.get(RETENTION)
