"""Everything that is kept of a party, as data. The shape is explained in docs/operator.md.

Where the Dutch government's model of customer contacts has a word, that is the name of the key.
"""

import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import get_valid_filename

from servicedesk.attachments.models import Attachment
from servicedesk.offices.models import Office
from servicedesk.parties.models import Party
from servicedesk.questions.models import Question

VERSION = 1


def export_parties(
    *, office: Office, parties: Iterable[Party], now: datetime, for_office: bool = False
) -> dict[str, Any]:
    """What one download holds.

    `for_office` adds the remarks of agents, which an office looks through first, and why a question was held back:
    a sender of spam need not learn from it what to avoid.
    """
    return {
        "versie": VERSION,
        "gemaaktOp": now,
        "kantoor": {
            "naam": office.name,
            "emailadres": office.email,
            "bewaartermijnDagen": office.retention_days,
        },
        "partijen": [export_party(party, for_office=for_office) for party in parties],
    }


def export_party(party: Party, *, for_office: bool = False) -> dict[str, Any]:
    addresses = [("email", party.email), ("telefoonnummer", party.telephone)]
    questions = (
        party.questions.filter(erased_at=None).order_by("asked_at").select_related("subject", "triage")
    )
    related = questions.prefetch_related(
        "details", "reactions", "answers", "remarks", "attachments", "mails", "status_links"
    )
    return {
        "soortPartij": party.kind,
        "naam": party.name,
        "heeftAccount": party.user_id is not None,
        "digitaleAdressen": [
            {"soortDigitaalAdres": kind, "adres": address} for kind, address in addresses if address
        ],
        "vragen": [export_question(question, for_office=for_office) for question in related],
    }


def export_question(question: Question, *, for_office: bool) -> dict[str, Any]:
    return {
        "nummer": question.pk,
        "soort": question.kind,
        "kanaal": question.channel,
        "taal": question.language,
        "onderwerp": question.title,
        "inhoud": question.body,
        "rubriek": question.subject.name if question.subject else None,
        "status": question.status,
        "plaatsgevondenOp": question.asked_at,
        "beantwoordOp": question.answered_at,
        "geslotenOp": question.closed_at,
        "toestemmingGegevenOp": question.consented_at,
        "wilBerichtBijPublicatie": question.tell_when_published,
        **said_about(question, for_office=for_office),
        "bijlagen": [export_attachment(attachment) for attachment in question.attachments.all()],
        "berichten": [
            {"soort": mail.kind, "geplandOp": mail.planned_at, "verzondenOp": mail.sent_at}
            for mail in question.mails.all()
        ],
        "statuslinks": [
            {"uitgegevenOp": link.issued_at, "vervaltOp": link.expires_at, "ingetrokkenOp": link.revoked_at}
            for link in question.status_links.all()
        ],
        "verwerking": export_triage(question),
    }


def said_about(question: Question, *, for_office: bool) -> dict[str, Any]:
    remarks = [{"tekst": remark.text, "geschrevenOp": remark.written_at} for remark in question.remarks.all()]
    return {
        "gegevens": [{"label": detail.label, "waarde": detail.value} for detail in question.details.all()],
        "reacties": [
            {"tekst": reaction.text, "geschrevenOp": reaction.written_at}
            for reaction in question.reactions.all()
        ],
        "antwoorden": [
            {"tekst": answer.text, "gegevenOp": answer.signed_off_at}
            for answer in question.answers.all()
            if answer.signed_off_at
        ],
        **(
            {"redenVastgehouden": question.suspicion or None, "interneOpmerkingen": remarks}
            if for_office
            else {}
        ),
    }


def export_triage(question: Question) -> dict[str, Any] | None:
    """How it ended; which page came of it is no data about the asker."""
    triage = getattr(question, "triage", None)
    return {"uitkomst": triage.outcome, "besluitOp": triage.decided_at} if triage else None


def export_attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "naam": attachment.name,
        "formaat": attachment.content_type,
        "bestandsomvang": attachment.size,
        "ontvangenOp": attachment.added_at,
        "bestand": place_in_zip(attachment),
    }


def place_in_zip(attachment: Attachment) -> str:
    """The number keeps files of the same name apart."""
    name = get_valid_filename(attachment.name.lstrip(".") or "bestand")
    return f"bijlagen/{attachment.question_id}-{attachment.pk}-{name}"


def as_json(export: dict[str, Any]) -> str:
    return json.dumps(export, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def attachments_of(parties: Iterable[Party]) -> list[Attachment]:
    kept = Attachment.objects.filter(question__asker__in=parties, question__erased_at=None)
    return list(kept.order_by("pk"))


def write_zip(target: IO[bytes], *, export: dict[str, Any], attachments: Iterable[Attachment]) -> None:
    """The data beside the files. A file that is gone from the disk is left out; its entry in the data stays."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", as_json(export))
        for attachment in attachments:
            if attachment.file.storage.exists(str(attachment.file.name)):
                archive.write(attachment.file.path, place_in_zip(attachment))
