"""What is handed out to who asks what is kept (rule 30)."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from servicedesk.attachments.models import Attachment
from servicedesk.privacy.actions import erase_question
from servicedesk.privacy.export import as_json, export_parties, export_party, write_zip
from servicedesk.questions.choices import QuestionStatus, Suspicion
from servicedesk.questions.models import Question
from tests.factories import NOW, PartyFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_holds_what_was_said_by_and_to_the_asker(life: Question) -> None:
    [exported] = export_party(life.asker)["vragen"]

    assert (exported["onderwerp"], exported["kanaal"], exported["taal"], exported["status"]) == (
        "Mag mijn zevenslaper in het paspoort?",
        "web",
        "nl",
        "closed",
    )
    assert exported["gegevens"] == [{"label": "Huisdier", "waarde": "zevenslaper"}]
    assert [reaction["tekst"] for reaction in exported["reacties"]] == [
        "Mijn zevenslaper is klein.",
        "Jammer van de zevenslaper.",
    ]
    assert [answer["tekst"] for answer in exported["antwoorden"]] == [
        "Beste Fatima, een zevenslaper mag niet.",
        "Ook een kleine zevenslaper mag niet.",
    ]
    assert [mail["soort"] for mail in exported["berichten"]] == [
        "confirmation",
        "answer",
        "answer",
        "status_link",
    ]
    assert exported["toestemmingGegevenOp"] == NOW - timedelta(days=3)
    assert exported["verwerking"] == {"uitkomst": "waiting", "besluitOp": None}


def test_names_who_it_is_about_and_where_that_is_known_from(life: Question) -> None:
    life.asker.refresh_from_db()

    exported = export_party(life.asker)

    assert {key: exported[key] for key in exported if key != "vragen"} == {
        "soortPartij": "person",
        "naam": "Fatima de Vries",
        "heeftAccount": True,
        "digitaleAdressen": [
            {"soortDigitaalAdres": "email", "adres": "fatima@post.example"},
            {"soortDigitaalAdres": "telefoonnummer", "adres": "0612345678"},
        ],
    }


def test_keeps_drafts_agents_and_remarks_inside(life: Question, agent: Any) -> None:
    exported = as_json(export_party(life.asker))

    hidden = ("Beste mevrouw de Vries", "Mevrouw de Vries belde ook.", agent.username, agent.email)
    assert [text in exported for text in hidden] == [False] * 4


def test_gives_the_office_the_remarks_too(life: Question) -> None:
    [exported] = export_party(life.asker, for_office=True)["vragen"]

    assert [remark["tekst"] for remark in exported["interneOpmerkingen"]] == ["Mevrouw de Vries belde ook."]


def test_tells_the_office_and_not_the_asker_why_it_was_held_back(office: Any) -> None:
    held = QuestionFactory(office=office, status=QuestionStatus.HELD, suspicion=Suspicion.HONEYPOT)

    [told] = export_party(held.asker)["vragen"]
    [of_office] = export_party(held.asker, for_office=True)["vragen"]

    assert ("redenVastgehouden" in told, "honeypot" in as_json(told)) == (False, False)
    assert of_office["redenVastgehouden"] == Suspicion.HONEYPOT


def test_holds_nothing_of_others_and_nothing_that_was_erased(office: Any, life: Question) -> None:
    QuestionFactory(office=office, asker=PartyFactory(office=office, name="Jan Smit"))
    gone = QuestionFactory(office=office, asker=life.asker)
    erase_question(question=gone, now=NOW)

    assert [each["nummer"] for each in export_party(life.asker)["vragen"]] == [life.pk]


def test_the_zip_holds_the_data_and_the_files(office: Any, life: Question) -> None:
    export = export_parties(office=office, parties=[life.asker], now=NOW)
    target = io.BytesIO()
    write_zip(target, export=export, parties=[life.asker])

    archive = zipfile.ZipFile(target)
    [described] = json.loads(archive.read("gegevens.json"))["partijen"][0]["vragen"][0]["bijlagen"]
    assert archive.namelist() == ["gegevens.json", described["bestand"]]
    assert archive.read(described["bestand"]) == b"Foto van de zevenslaper van Fatima"


def test_a_file_that_is_gone_from_the_disk_is_left_out(office: Any, life: Question) -> None:
    attachment = life.attachments.get()
    attachment.file.storage.delete(attachment.file.name)
    target = io.BytesIO()
    write_zip(
        target,
        export=export_parties(office=office, parties=[life.asker], now=NOW),
        parties=[life.asker],
    )

    assert zipfile.ZipFile(target).namelist() == ["gegevens.json"]


def test_a_name_leads_nowhere_outside_the_zip(office: Any, life: Question) -> None:
    Attachment.objects.update(name="../../etc/passwd")
    target = io.BytesIO()
    write_zip(
        target,
        export=export_parties(office=office, parties=[life.asker], now=NOW),
        parties=[life.asker],
    )

    [_data, name] = zipfile.ZipFile(target).namelist()
    assert name.startswith("bijlagen/")
    assert (name.count("/"), ".." in name.split("/")) == (1, False)


@pytest.mark.parametrize("number", [1, 3])
def test_costs_the_same_however_many_questions(
    office: Any, number: int, django_assert_num_queries: Any
) -> None:
    party = PartyFactory(office=office)
    for _question in range(number):
        QuestionFactory(office=office, asker=party)

    with django_assert_num_queries(8):
        export_party(party)
