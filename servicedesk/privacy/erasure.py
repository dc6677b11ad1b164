"""Where a question and its asker are known outside the rows of the desk: the finished tasks, and the log."""

from typing import Any

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import registry

# What the log's own sentences are made of, and what tells nothing of an asker: who was assigned, why it was skipped.
HARMLESS_DATA = {"team", "handler", "channel", "reason"}


def rename_in_log(*, instance: models.Model) -> None:
    """The entries stay; the label holds what `instance` is called now, and the data no text of anybody."""
    for entry in registry.get_logs_for_instance(instance):
        entry.label = str(instance)
        entry.data = {key: value for key, value in entry.data.items() if is_harmless(key, value)}
        entry.save(update_fields=["label", "data"])


def is_harmless(key: str, value: Any) -> bool:
    return key in HARMLESS_DATA or value is None or isinstance(value, int)


def forget_tasks_that_name(words: str) -> None:
    """Finished ones only; what is still to be done holds numbers of rows and no words."""
    if not words:
        return
    finished = DBTaskResult.objects.finished().annotate(given=Cast("args_kwargs", TextField()))
    finished.filter(Q(traceback__icontains=words) | Q(given__icontains=words)).delete()
