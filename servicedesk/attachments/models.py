"""Files that came with a question. They lie outside the web root and are served by `website` alone."""

import secrets
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.attachments.querysets import AttachmentQuerySet
from servicedesk.attachments.storage import PrivateStorage


def private_storage() -> PrivateStorage:
    return PrivateStorage()


def random_name(attachment: Any, filename: str) -> str:
    """Nothing of the name that the asker gave: that stands in the database."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


class Attachment(models.Model):
    """A file of an asker; of the run until the question is asked, of the question from then on.

    Made by `attach`. When the row goes, whatever took it along, the file goes after the commit.
    """

    run = models.ForeignKey(
        "servicedesk.AskRun",
        verbose_name=_("ask run"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attachments",
        help_text=_("In which it was sent."),
    )
    question = models.ForeignKey(
        "servicedesk.Question",
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attachments",
        help_text=_("With which it came; empty until the question was asked."),
    )
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=random_name, help_text=_("Under a random name.")
    )
    name = models.CharField(_("name"), max_length=150, help_text=_("As the asker called it, made harmless."))
    content_type = models.CharField(
        _("kind"), max_length=100, help_text=_("What the content is, which fits the name.")
    )
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    added_at = models.DateTimeField(_("added at"), help_text=_("When it came in."))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name
