"""Texts that agents use again and again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from servicedesk.offices.models import Office
from servicedesk.offices.querysets import OfOfficeQuerySet


class StandardText(models.Model):
    """A piece of an answer in Markdown, with variables that are filled in when it is put in an answer."""

    office = models.ForeignKey(
        Office,
        verbose_name=_("office"),
        on_delete=models.CASCADE,
        related_name="standard_texts",
        help_text=_("Whose agents use it."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("By which agents find it."))
    language = models.CharField(
        _("language"),
        max_length=10,
        default="nl",
        choices=settings.LANGUAGES,
        help_text=_("In which it is written; offered first for questions in that language."),
    )
    text = models.TextField(_("text"), help_text=_("Markdown, with variables such as {asker}."))

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard text")
        verbose_name_plural = _("standard texts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "language", "name"], name="standard_text_name_once_per_office_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.name
