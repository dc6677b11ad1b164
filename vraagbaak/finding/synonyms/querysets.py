from collections.abc import Iterable
from typing import Any, Self

from django.db import models, transaction

from vraagbaak.finding.synonyms.versions import SynonymVersion


class SynonymQuerySet(models.QuerySet[Any]):
    """Each bulk method renews the version of the languages concerned, in the same transaction."""

    def in_language(self, code: str) -> Self:
        return self.filter(language=code)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        synonyms = list(objs)
        with transaction.atomic(using=self.db):
            made = super().bulk_create(synonyms, *args, **kwargs)
            self._renew({synonym.language for synonym in synonyms})
        return made

    def update(self, **values: Any) -> int:
        with transaction.atomic(using=self.db):
            languages = self._languages() | ({values["language"]} if "language" in values else set())
            changed = super().update(**values)
            self._renew(languages)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            languages = self._languages()
            deleted = super().delete()
            self._renew(languages)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _languages(self) -> set[str]:
        return set(self.order_by().values_list("language", flat=True).distinct())

    def _renew(self, languages: set[str]) -> None:
        SynonymVersion.objects.using(self.db).renew(languages)
