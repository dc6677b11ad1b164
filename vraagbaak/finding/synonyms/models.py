from typing import Any

from django.db import models, router, transaction
from django.utils.translation import gettext_lazy as _

from vraagbaak.finding.synonyms.choices import Direction, content_languages
from vraagbaak.finding.synonyms.expressions import SIDE_CHARACTERS, Pair, pairs
from vraagbaak.finding.synonyms.querysets import SynonymQuerySet
from vraagbaak.finding.synonyms.versions import SynonymVersion


class Synonym(models.Model):
    """What visitors type and what it also means, in one language.

    Saving, deleting and the queryset's bulk methods renew the version of the language, so that every process
    notices the change at its next search.
    """

    written = models.CharField(
        _("what people type"),
        max_length=SIDE_CHARACTERS,
        help_text=_("A word or a short expression, such as “pink card”. Separate several with commas."),
    )
    means = models.CharField(
        _("also means"),
        max_length=SIDE_CHARACTERS,
        help_text=_("The words on your pages, such as “driving licence”. Separate several with commas."),
    )
    direction = models.CharField(
        _("direction"),
        max_length=10,
        choices=Direction.choices,
        default=Direction.TWO_WAY,
        help_text=_(
            "Both ways: all words on this line find each other's pages. One way: who types the first also finds "
            "the second, and not the other way round. Choose that when the second is narrower or wider."
        ),
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        choices=content_languages,
        db_index=True,
        help_text=_("The language of the pages that are searched."),
    )

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["written", "pk"]

    def __str__(self) -> str:
        return f"{self.written} {Direction(self.direction).arrow} {self.means}"

    @property
    def pairs(self) -> list[Pair]:
        """What is typed, and what it also means."""
        return pairs(self.written, self.means, self.direction)

    @property
    def line(self) -> tuple[str, str, str]:
        """Its content, by which an import compares synonyms."""
        return self.written, self.means, str(self.direction)

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        synonyms = Synonym.objects.using(using)
        with transaction.atomic(using=using):
            before = synonyms.filter(pk=self.pk).values_list("language", flat=True) if self.pk else ()
            languages = {self.language, *before}
            super().save(*args, **kwargs)
            SynonymVersion.objects.using(using).renew(languages)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            deleted = super().delete(*args, **kwargs)
            SynonymVersion.objects.using(using).renew({self.language})
        return deleted
