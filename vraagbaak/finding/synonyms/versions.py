"""The version of the synonyms of a language, by which processes notice changes."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import connections, models, router
from django.utils.translation import gettext_lazy as _


class SynonymVersionQuerySet(models.QuerySet["SynonymVersion"]):
    def renew(self, languages: Iterable[str]) -> None:
        """To be called in the transaction of the change; in a fixed order, so that two changes cannot deadlock."""
        for language in sorted(languages):
            self.update_or_create(language=language, defaults={"token": uuid4()})


class SynonymVersion(models.Model):
    """A new token for each change of the synonyms of a language.

    Not a number: one that was rolled back could be used again for other synonyms.
    """

    language = models.CharField(
        _("language"), max_length=20, primary_key=True, help_text=_("The code of the language.")
    )
    token = models.UUIDField(_("token"), default=uuid4, help_text=_("Another one after each change."))

    objects = SynonymVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the synonyms")
        verbose_name_plural = _("versions of the synonyms")

    def __str__(self) -> str:
        return f"{self.language}: {self.token}"


def current_token(language: str) -> Any:
    """As the database returns it; None if the language never had a synonym.

    Runs at every search, so it bypasses the ORM, in which building this query takes ten times as long as running it.
    """
    connection = connections[router.db_for_read(SynonymVersion)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT token FROM {connection.ops.quote_name(SynonymVersion._meta.db_table)} WHERE language = %s",  # noqa: S608
            [language],
        )
        row = cursor.fetchone()
    return row[0] if row else None
