"""Imports a list of synonyms: as a whole or not at all, unless `partly`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from vraagbaak.finding.synonyms.expressions import shown
from vraagbaak.finding.synonyms.known import KnownPairs, Taken
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.reading import BadLine, Line
from vraagbaak.knowledge.audiences.access import User

ROWS_AT_A_TIME = 1000
CREATED, DELETED = "wagtail.create", "wagtail.delete"


@dataclass
class ImportResult:
    """The result of an import; with `bad` lines and without `partly`, nothing was changed."""

    created: list[Synonym] = field(default_factory=list)
    removed: list[Synonym] = field(default_factory=list)
    unchanged: int = 0
    bad: list[BadLine] = field(default_factory=list)
    partly: bool = False

    @property
    def done(self) -> bool:
        return not self.bad or self.partly


def import_synonyms(
    *, lines: Iterable[Line | BadLine], user: User, replace: bool = False, partly: bool = False
) -> ImportResult:
    """Adds new synonyms; with `replace`, deletes all others in the languages of the list.

    One bad line means that nothing changes, unless `partly`, which cannot be combined with `replace`: a bad line
    would delete the synonym that it was meant to keep.
    """
    if replace and partly:
        raise ValueError("A list that replaces is taken over as a whole.")
    with transaction.atomic():
        result = compare(lines, replace=replace)
        result.partly = partly
        if result.done:
            save(result, user=user)
    return result


def compare(lines: Iterable[Line | BadLine], *, replace: bool) -> ImportResult:
    """What the list would change."""
    result, present = ImportResult(), dict[str, Present]()
    for line in lines:
        if isinstance(line, BadLine):
            result.bad.append(line)
            continue
        language = line.synonym.language
        if language not in present:
            present[language] = Present(language, replace=replace)
        take(line, result, present[language])
    if replace:
        result.removed = [synonym for each in present.values() for synonym in each.unnamed.values()]
    return result


class Present:
    """The synonyms of a language before the import; with `replace` only the lines of the list count as known."""

    def __init__(self, language: str, *, replace: bool) -> None:
        synonyms = list(Synonym.objects.in_language(language))
        self.known = KnownPairs(language, () if replace else synonyms)
        self.unnamed = {synonym.line: synonym for synonym in synonyms}


def take(line: Line, result: ImportResult, present: Present) -> None:
    synonym = line.synonym
    if present.unnamed.pop(synonym.line, None):
        result.unchanged += 1
    elif taken := present.known.taken(synonym):
        result.bad.append(BadLine(line.number, already(taken)))
        return
    else:
        result.created.append(synonym)
    present.known.add(synonym, place=_("line %(number)d") % {"number": line.number})


def already(taken: Taken) -> str:
    return _("“%(written)s” already means “%(means)s”: %(place)s.") % {
        "written": shown(taken.written),
        "means": shown(taken.means),
        "place": shown(taken.place),
    }


def save(result: ImportResult, *, user: User) -> None:
    """Deletes before it creates, and logs both as one action of the user."""
    removed = [synonym.pk for synonym in result.removed]
    entries = log_entries(result.removed, DELETED, user=user)
    for start in range(0, len(removed), ROWS_AT_A_TIME):
        Synonym.objects.filter(pk__in=removed[start : start + ROWS_AT_A_TIME]).delete()
    Synonym.objects.bulk_create(result.created, batch_size=ROWS_AT_A_TIME)
    entries += log_entries(result.created, CREATED, user=user)
    ModelLogEntry.objects.bulk_create(entries, batch_size=ROWS_AT_A_TIME)


def log_entries(synonyms: Sequence[Synonym], action: str, *, user: User) -> list[ModelLogEntry]:
    """Wagtail's log function writes one entry at a time, which takes minutes for thousands."""
    content_type = ContentType.objects.get_for_model(Synonym, for_concrete_model=False)
    now, together = timezone.now(), uuid4()
    return [
        ModelLogEntry(
            content_type=content_type,
            object_id=str(synonym.pk),
            label=str(synonym),
            action=action,
            timestamp=now,
            uuid=together,
            user=user,
            content_changed=True,
            deleted=action == DELETED,
        )
        for synonym in synonyms
    ]
