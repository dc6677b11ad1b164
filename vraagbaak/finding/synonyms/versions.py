"""By what the processes know that the synonyms of a language have changed."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db import connections, models, router
from django.utils.translation import gettext_lazy as _


class SynonymVersionQuerySet(models.QuerySet["SynonymVersion"]):
    def renew(self, languages: Iterable[str]) -> None:
        """To be called in the transaction of the change; in one order, so that two changes cannot lock each other."""
        for language in sorted(languages):
            self.update_or_create(language=language, defaults={"token": uuid4()})


class SynonymVersion(models.Model):
    """Another token for every change of a language's synonyms.

    A token and not a number: a number that was rolled back could come again with other contents.
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
    """As the database gives it; None as long as the language never had a synonym.

    Asked at every search, so past the ORM: building this query costs ten times what the database needs for it.
    """
    connection = connections[router.db_for_read(SynonymVersion)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT token FROM {connection.ops.quote_name(SynonymVersion._meta.db_table)} WHERE language = %s",  # noqa: S608
            [language],
        )
        row = cursor.fetchone()
    return row[0] if row else None
