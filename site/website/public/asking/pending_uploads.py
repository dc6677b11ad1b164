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
    """Writes uploads to disk in pieces. Past the limit it only counts: no disk fills up, and the form can say why.

    A request must be given it before anything reads its form, the CSRF check included.
    """

    written = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.written += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.written <= MAX_WRITTEN and start <= settings.ATTACHMENT_LIMIT_MB * MEGABYTE:
            super().receive_data_chunk(raw_data, start)


class PendingUploads:
    """The files that came in with the forms of one run. What is wrong with those of a request stands in `errors`."""

    def __init__(self, ask: AskContext, run: AskRun) -> None:
        self.ask, self.run = ask, run
        self.keys: list[int] = ask.session.get(SESSION_KEY, {}).get(run.key, [])
        self.files = list(run.attachments.waiting().filter(pk__in=self.keys)) if self.keys else []
        self.errors: list[str] = []

    def receive(self, request: HttpRequest) -> None:
        """Takes in the files of a request, and deletes the one that the asker does not want to send after all."""
        self.take([file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)])
        if number := request.POST.get("remove"):
            self.drop(number)
        else:
            self.report_lost()

    def take(self, uploads: list[UploadedFile]) -> None:
        """Keeps the files that are allowed; says something about each of the others."""
        if not (uploads and self.run.office.takes_attachments):
            return
        read = AttachmentsForm(uploads, attached=self.files)
        self.errors.extend(read.refusals)
        for file in read.accepted:
            if not allow_ip(self.ask.visit.ip, name="attach", limit=settings.ATTACHMENT_LIMIT_PER_HOUR):
                self.errors.append(_("Too many files came from your address this hour. Send them later."))
                return
            attachment = attach(run=self.run, file=file, now=self.ask.now)
            self.files.append(attachment)
            self.remember([*self.keys, attachment.pk])

    def drop(self, number: str) -> None:
        """`number` may be any text."""
        for attachment in [each for each in self.files if str(each.pk) == number]:
            self.files.remove(attachment)
            self.remember([key for key in self.keys if key != attachment.pk])
            attachment.delete()

    def report_lost(self) -> None:
        """Says once that files which came in were deleted again, such as those of a form that was open for a day."""
        number = len(self.keys) - len(self.files)
        if not number:
            return
        self.remember([attachment.pk for attachment in self.files])
        sentence = ngettext(
            "%(number)d file that you sent before is no longer here. Choose it again.",
            "%(number)d files that you sent before are no longer here. Choose them again.",
            number,
        )
        self.errors.insert(0, sentence % {"number": number})

    def remember(self, keys: list[int]) -> None:
        self.keys = keys
        runs = self.ask.session.get(SESSION_KEY, {})
        runs.pop(self.run.key, None)
        self.ask.session[SESSION_KEY] = {**dict(list(runs.items())[1 - MAX_RUNS :]), self.run.key: keys}

    def forget(self) -> None:
        """They belong to a question now."""
        runs = self.ask.session.get(SESSION_KEY, {})
        if runs.pop(self.run.key, None):
            self.ask.session[SESSION_KEY] = runs


def delete_all_files(session: SessionBase) -> None:
    """Deletes the files of every question that this browser did not send."""
    runs = session.pop(SESSION_KEY, {})
    keys = [key for attached in runs.values() for key in attached]
    for attachment in Attachment.objects.waiting().filter(pk__in=keys):
        attachment.delete()
