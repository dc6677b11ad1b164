"""The files that came in with a question that is not asked yet: they belong to its run until it is.

The session knows which ones this browser sent, because the key of a run stands in URLs that people pass on.
"""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servicedesk.asking.uploads import attach
from servicedesk.attachments.forms import AttachmentsForm
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from website.public.asking.context import AskContext
from website.visits.rate_limits import allow_ip

SESSION_KEY = "attached"
MAX_RUNS = 5
MEGABYTE = 1 << 20
# More files than may be sent, so that the form can say of each why it was not taken.
MAX_WRITTEN = 20


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes uploads to disk in pieces. Past the limit it only counts: no disk fills up, and the form can say why."""

    written = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.written += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.written <= MAX_WRITTEN and start <= settings.ATTACHMENT_LIMIT_MB * MEGABYTE:
            super().receive_data_chunk(raw_data, start)


def cap_uploads(request: HttpRequest) -> None:
    """Must be called before anything reads the form, the CSRF check included."""
    request.upload_handlers = [CappedUploadHandler(request)]


def files_in(request: HttpRequest) -> list[UploadedFile]:
    return [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]


def pending_files(ask: AskContext, run: AskRun) -> list[Attachment]:
    keys = keys_of(ask, run)
    return list(run.attachments.waiting().filter(pk__in=keys)) if keys else []


def keys_of(ask: AskContext, run: AskRun) -> list[int]:
    return ask.session.get(SESSION_KEY, {}).get(run.key, [])


def report_lost_files(ask: AskContext, run: AskRun) -> list[str]:
    """Says once that files which came in were deleted again, such as those of a form that was open for a day."""
    kept = [attachment.pk for attachment in pending_files(ask, run)]
    number = len(keys_of(ask, run)) - len(kept)
    if not number:
        return []
    remember(ask, run, kept)
    sentence = ngettext(
        "%(number)d file that you sent before is no longer here. Choose it again.",
        "%(number)d files that you sent before are no longer here. Choose them again.",
        number,
    )
    return [sentence % {"number": number}]


def take_files(ask: AskContext, run: AskRun, files: list[UploadedFile]) -> list[str]:
    """Keeps the files that are allowed; gives a sentence for each of the others."""
    if not (files and run.office.takes_attachments):
        return []
    read = AttachmentsForm(files, attached=pending_files(ask, run))
    for file in read.accepted:
        if not allow_ip(ask.visit.ip, name="attach", limit=settings.ATTACHMENT_LIMIT_PER_HOUR):
            return [*read.refusals, _("Too many files came from your address this hour. Send them later.")]
        attachment = attach(run=run, file=file, now=ask.now)
        remember(ask, run, [*keys_of(ask, run), attachment.pk])
    return read.refusals


def remember(ask: AskContext, run: AskRun, keys: list[int]) -> None:
    runs = ask.session.get(SESSION_KEY, {})
    runs.pop(run.key, None)
    ask.session[SESSION_KEY] = {**dict(list(runs.items())[1 - MAX_RUNS :]), run.key: keys}


def drop_file(ask: AskContext, run: AskRun, number: str) -> None:
    """Deletes a file that the asker does not want to send after all; `number` may be any text."""
    for attachment in pending_files(ask, run):
        if str(attachment.pk) == number:
            remember(ask, run, [key for key in keys_of(ask, run) if key != attachment.pk])
            attachment.delete()


def forget_files(ask: AskContext, run: AskRun) -> None:
    runs = ask.session.get(SESSION_KEY, {})
    if runs.pop(run.key, None):
        ask.session[SESSION_KEY] = runs


def delete_all_files(session: SessionBase) -> None:
    """Deletes the files of every question that this browser did not send."""
    runs = session.pop(SESSION_KEY, {})
    keys = [key for attached in runs.values() for key in attached]
    for attachment in Attachment.objects.waiting().filter(pk__in=keys):
        attachment.delete()
