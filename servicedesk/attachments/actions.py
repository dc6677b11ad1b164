"""Letting files go: with their question, and when their row is gone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from servicedesk.attachments.models import Attachment

if TYPE_CHECKING:
    from servicedesk.questions.models import Question

# A file is written just before its row.
STRAY_AFTER = timedelta(hours=1)


def remove_attachments(*, question: "Question") -> int:
    """Takes away all files of a question, such as when it is erased; how many that were.

    Also those of its run that did not go along, such as of a second press on the button.
    """
    sent_along = Q(question=question) | Q(question=None, run__question=question)
    _rows, per_model = Attachment.objects.filter(sent_along).delete()
    return per_model.get(Attachment._meta.label, 0)


def remove_strays(*, now: datetime) -> int:
    """Takes away files without a row, which a crash between the two leaves; how many."""
    before = (now - STRAY_AFTER).timestamp()
    strays = [path for folder in folders() for path in strays_in(folder) if path.stat().st_mtime < before]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def folders() -> Iterator[Path]:
    root = Path(settings.ATTACHMENTS_DIR)
    return (path for path in root.iterdir() if path.is_dir()) if root.is_dir() else iter(())


def strays_in(folder: Path) -> list[Path]:
    known = set(Attachment.objects.filter(file__startswith=f"{folder.name}/").values_list("file", flat=True))
    return [path for path in folder.iterdir() if f"{folder.name}/{path.name}" not in known]


def drop_file(*, instance: Attachment, **kwargs: Any) -> None:
    """After a row went: a rollback would bring back the row, but not a file."""
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
