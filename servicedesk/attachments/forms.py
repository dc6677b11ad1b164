"""The files that come with a question: each is checked for itself, and one that is refused hinders no other."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from servicedesk.attachments.choices import KINDS
from servicedesk.attachments.content import check_content
from servicedesk.attachments.file_signatures import UnfitContentError
from servicedesk.attachments.models import Attachment
from servicedesk.attachments.names import extension_of, harmless_name

MEGABYTE = 1 << 20


@dataclass
class Room:
    """What may still be added."""

    files: int
    bytes: int

    @classmethod
    def beside(cls, attachments: list[Attachment]) -> "Room":
        return cls(
            files=settings.ATTACHMENT_MOST - len(attachments),
            bytes=settings.ATTACHMENT_TOTAL_MB * MEGABYTE - sum(each.size for each in attachments),
        )


@dataclass(frozen=True)
class AcceptedFile:
    """A file that is fit to be kept, under a name and as a kind that were checked."""

    content: UploadedFile
    name: str
    content_type: str
    size: int


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class AttachmentsForm:
    """Reads the files of a request. `accepted` are fit to be kept; `refusals` are sentences about the others."""

    def __init__(self, files: list[UploadedFile], *, attached: list[Attachment]) -> None:
        self.room = Room.beside(attached)
        self.accepted: list[AcceptedFile] = []
        self.refusals: list[str] = []
        for file in files:
            self.read(file)

    def read(self, file: UploadedFile) -> None:
        try:
            accepted = check_file(file, room=self.room)
        except ValidationError as refused:
            self.refusals.extend(refused.messages)
            return
        self.room.files -= 1
        self.room.bytes -= accepted.size
        self.accepted.append(accepted)


def check_file(file: UploadedFile, *, room: Room) -> AcceptedFile:
    """Raises ValidationError with a sentence that names the file."""
    name, extension = harmless_name(file.name or ""), extension_of(file.name or "")
    shown: dict[str, Any] = {"name": name}
    kind = KINDS.get(extension)
    if kind is None:
        kinds = get_text_list(list(KINDS), _("or"))
        raise ValidationError(
            _("“%(name)s” was not taken: send a file that ends in %(kinds)s.") % {**shown, "kinds": kinds}
        )
    check_size(file, room=room, shown=shown)
    try:
        check_content(file, kind=kind, extension=extension)
    except UnfitContentError as unfit:
        raise ValidationError(
            _(
                "“%(name)s” was not taken: what is in it is not what its name says, or it holds more than that"
                " (such as macros). Save it again as a PDF or a picture."
            )
            % shown
        ) from unfit
    return AcceptedFile(file, name, kind.content_type, file.size or 0)


def check_size(file: UploadedFile, *, room: Room, shown: dict[str, Any]) -> None:
    size, limit = file.size or 0, settings.ATTACHMENT_LIMIT_MB
    if not size:
        raise ValidationError(_("“%(name)s” was not taken: it is empty.") % shown)
    if size > limit * MEGABYTE:
        raise ValidationError(
            _("“%(name)s” was not taken: it is larger than %(limit)d MB.") % {**shown, "limit": limit}
        )
    if room.files < 1:
        raise ValidationError(
            _("“%(name)s” was not taken: at most %(most)d files go with a question.")
            % {**shown, "most": settings.ATTACHMENT_MOST}
        )
    if size > room.bytes or not came_in_whole(file):
        raise ValidationError(
            _("“%(name)s” was not taken: together the files are larger than %(total)d MB.")
            % {**shown, "total": settings.ATTACHMENT_TOTAL_MB}
        )


def came_in_whole(file: UploadedFile) -> bool:
    """The upload handler of the site stops writing at a limit, and goes on counting."""
    return file.seek(0, 2) == file.size
