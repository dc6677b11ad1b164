"""The files that came in with a question that is not asked yet: they stay with its run.

Which ones, the session knows: the key of a run stands in addresses that people pass on.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servicedesk.asking.uploads import attach
from servicedesk.attachments.forms import AttachmentsForm
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from website.public.attachments.uploads import files_in
from website.visits.rate_limits import allow_address

SESSION_KEY = "attached"
MAX_RUNS = 5


def kept_files(request: HttpRequest, run: AskRun) -> list[Attachment]:
    keys = keys_of(request, run)
    return list(run.attachments.waiting().filter(pk__in=keys)) if keys else []


def keys_of(request: HttpRequest, run: AskRun) -> list[int]:
    return request.session.get(SESSION_KEY, {}).get(run.key, [])


def tell_lost_files(request: HttpRequest, run: AskRun) -> list[str]:
    """Says once that files which came in are gone again, such as those of a form that was open for a day."""
    kept = [attachment.pk for attachment in kept_files(request, run)]
    number = len(keys_of(request, run)) - len(kept)
    if not number:
        return []
    remember(request, run, kept)
    sentence = ngettext(
        "%(number)d file that you sent before is no longer here. Choose it again.",
        "%(number)d files that you sent before are no longer here. Choose them again.",
        number,
    )
    return [sentence % {"number": number}]


def take_files(request: HttpRequest, run: AskRun) -> list[str]:
    """Keeps the files that came along and are fit; gives a sentence for each of the others."""
    files = files_in(request)
    if not (files and run.office.takes_attachments):
        return []
    read = AttachmentsForm(files, attached=kept_files(request, run))
    for file in read.accepted:
        if not allow_address(request, name="attach", limit=settings.ATTACHMENT_LIMIT_PER_HOUR):
            return [*read.refusals, _("Too many files came from your address this hour. Send them later.")]
        attachment = attach(run=run, file=file, now=timezone.now())
        remember(request, run, [*keys_of(request, run), attachment.pk])
    return read.refusals


def remember(request: HttpRequest, run: AskRun, keys: list[int]) -> None:
    runs = request.session.get(SESSION_KEY, {})
    runs.pop(run.key, None)
    request.session[SESSION_KEY] = {**dict(list(runs.items())[1 - MAX_RUNS :]), run.key: keys}


def drop_file(request: HttpRequest, run: AskRun, number: str) -> None:
    """Takes away a file again that the asker does not want to send; any text may stand in `number`."""
    for attachment in kept_files(request, run):
        if str(attachment.pk) == number:
            remember(request, run, [key for key in keys_of(request, run) if key != attachment.pk])
            attachment.delete()


def forget_files(request: HttpRequest, run: AskRun) -> None:
    runs = request.session.get(SESSION_KEY, {})
    if runs.pop(run.key, None):
        request.session[SESSION_KEY] = runs


def forget_all_files(request: HttpRequest) -> None:
    """Deletes the files of every question that this browser did not send."""
    runs = request.session.pop(SESSION_KEY, {})
    keys = [key for attached in runs.values() for key in attached]
    for attachment in Attachment.objects.waiting().filter(pk__in=keys):
        attachment.delete()
