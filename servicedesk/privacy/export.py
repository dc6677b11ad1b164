"""Everything that is kept of a party, as data. The shape is explained in docs/operator.md.

Where the Dutch government's model of customer contacts has a word, that is the name of the key.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile

from servicedesk.offices.models import Office
from servicedesk.parties.holdings import holdings, united
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
    related = questions.prefetch_related(*(name for holding in holdings() for name in holding.prefetched))
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
    return united(
        holding.export_question(question, for_office=for_office)
        for holding in holdings()
        if holding.export_question
    )


def as_json(export: dict[str, Any]) -> str:
    return json.dumps(export, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def write_zip(target: IO[bytes], *, export: dict[str, Any], parties: list[Party]) -> None:
    """The data beside the files. A file that is gone from the disk is left out; its entry in the data stays."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", as_json(export))
        for place, file in files_of(parties):
            if file.storage.exists(str(file.name)):
                archive.write(file.path, place)


def files_of(parties: list[Party]) -> Iterator[tuple[str, FieldFile]]:
    return (each for holding in holdings() if holding.files for each in holding.files(parties))
