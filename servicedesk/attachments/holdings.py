"""The files that askers sent along."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models.fields.files import FieldFile
from django.utils.text import get_valid_filename

from servicedesk.attachments.actions import remove_attachments
from servicedesk.attachments.models import Attachment
from servicedesk.parties.holdings import Counts, Holding, Parties

if TYPE_CHECKING:
    from servicedesk.questions.models import Question


def kept_of(parties: Parties) -> Any:
    return Attachment.objects.filter(question__asker__in=parties, question__erased_at=None)


def count(parties: Parties) -> Counts:
    return {"attachments": kept_of(parties).count()}


def export(question: "Question", *, for_office: bool) -> dict[str, Any]:
    return {"bijlagen": [describe(attachment) for attachment in question.attachments.all()]}


def describe(attachment: Attachment) -> dict[str, Any]:
    return {
        "naam": attachment.name,
        "formaat": attachment.content_type,
        "bestandsomvang": attachment.size,
        "ontvangenOp": attachment.added_at,
        "bestand": path_in_archive(attachment),
    }


def path_in_archive(attachment: Attachment) -> str:
    """The number keeps files of the same name apart."""
    name = get_valid_filename(attachment.name.lstrip(".") or "bestand")
    return f"bijlagen/{attachment.question_id}-{attachment.pk}-{name}"


def files(parties: Parties) -> Iterator[tuple[str, FieldFile]]:
    for attachment in kept_of(parties).order_by("pk"):
        yield path_in_archive(attachment), attachment.file


HOLDING = Holding(
    room="attachments",
    models=(Attachment,),
    count=count,
    export_question=export,
    prefetched=("attachments",),
    files=files,
    erase_question=lambda question, now: remove_attachments(question=question),
)
