"""Files that an asker sends along: kept with the run until the question is asked, given to the question then."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from servicedesk.attachments.forms import AcceptedFile
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from servicedesk.questions.models import Question

ABANDONED_AFTER = timedelta(days=1)


def attach(*, run: AskRun, file: AcceptedFile, now: datetime) -> Attachment:
    """Keeps a file that was checked (`AttachmentsForm`) with the run; `give_attachments` gives it to the question."""
    return Attachment.objects.create(
        run=run,
        file=file.content,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        added_at=now,
    )


def give_attachments(*, attachments: Iterable[Attachment], question: Question) -> int:
    """How many went with the question; what went with another question already stays there."""
    waiting = Attachment.objects.waiting().filter(pk__in=[attachment.pk for attachment in attachments])
    return waiting.update(question=question)


def remove_abandoned(*, now: datetime) -> int:
    """Takes away what was sent with a question that was never asked; how many files."""
    _rows, per_model = Attachment.objects.abandoned(before=now - ABANDONED_AFTER).delete()
    return per_model.get(Attachment._meta.label, 0)
