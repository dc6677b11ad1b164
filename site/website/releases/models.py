from django.db import models
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """That a version of the product has migrated this database; written by `note_release`."""

    version = models.CharField(_("version"), max_length=40, unique=True, help_text=_("Such as 0.2.0."))
    migrated_at = models.DateTimeField(
        _("migrated at"), auto_now_add=True, help_text=_("When it migrated this database for the first time.")
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-migrated_at"]

    def __str__(self) -> str:
        return self.version
