"""Puts what was read from a file in a knowledge base."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from treebeard.exceptions import PathOverflow
from wagtail.models import Site

from vraagbaak.exchange.blocks import answer_blocks
from vraagbaak.exchange.choices import RowStatus
from vraagbaak.exchange.cleaning import UnusableAnswerError
from vraagbaak.exchange.pages import LockedPageError, create_faq, publish_faq, update_faq
from vraagbaak.exchange.places import NoPlaceError, Places
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.faqs.indexing import indexed_together
from vraagbaak.faqs.models import FaqPage

ROWS_AT_A_TIME = 200
# What one row can do wrong; anything else is a fault of ours and must be seen.
ROW_ERRORS = (
    UnusableAnswerError,
    NoPlaceError,
    LockedPageError,
    ValidationError,
    DataError,
    IntegrityError,
    PathOverflow,
)


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class ImportResult:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    notes: list[tuple[int | str, str]] = field(default_factory=list)

    @property
    def good(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def read(self) -> int:
        return self.good + len(self.bad)

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass(kw_only=True)
class Import:
    """One run of an import: how it was asked for, and what came of it so far."""

    places: Places
    publish: bool
    strict: bool
    dry_run: bool
    user: Any = None
    result: ImportResult = field(default_factory=ImportResult)

    @property
    def only_checks(self) -> bool:
        """Strictly, one bad row undoes all; what follows it is then read for its faults only."""
        return self.dry_run or (self.strict and bool(self.result.bad))


def import_rows(
    *,
    rows: Iterable[FaqRow | BadRow],
    knowledge_base_slug: str,
    site: Site,
    create: bool = False,
    publish: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    user: Any = None,
    progress: Callable[[], object] | None = None,
) -> ImportResult:
    """Creates and updates FAQ pages, found again by knowledge base, external id and language.

    Each row succeeds or fails by itself; with `strict` one bad row means that nothing is kept. `dry_run` only
    tells what would happen. `progress` is called after each row. Raises NoPlaceError when the knowledge base
    is missing and may not be made.
    """
    places = Places(slug=knowledge_base_slug, site=site, create=create, publish=publish, user=user)
    if not places.source:
        places.check("")
    run = Import(places=places, publish=publish, strict=strict, dry_run=dry_run, user=user)
    if not strict:
        return _run(run, rows, progress)
    with transaction.atomic():
        result = _run(run, rows, progress)
        if result.bad:
            transaction.set_rollback(True)
            return ImportResult(bad=result.bad, notes=result.notes)
    return result


def _run(run: Import, rows: Iterable[FaqRow | BadRow], progress: Callable[[], object] | None) -> ImportResult:
    for batch in _batches(rows):
        with indexed_together():
            _import_batch(run, batch, progress)
    return run.result


def _import_batch(run: Import, batch: list[FaqRow | BadRow], progress: Callable[[], object] | None) -> None:
    known = _known_pages(run, [row for row in batch if isinstance(row, FaqRow)])
    for row in batch:
        if isinstance(row, BadRow):
            run.result.bad.append(row)
        else:
            _import_row(run, row, known.get((row.external_id, row.language)))
        if progress:
            progress()


def _batches(rows: Iterable[FaqRow | BadRow]) -> Iterator[list[FaqRow | BadRow]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, ROWS_AT_A_TIME)):
        yield batch


def _known_pages(run: Import, rows: list[FaqRow]) -> dict[tuple[str, str], FaqPage]:
    source = run.places.source
    if not source:
        return {}
    pages = FaqPage.objects.filter(
        knowledge_base__translation_key=source.translation_key,
        external_id__in={row.external_id for row in rows},
    )
    return {(page.external_id, page.locale.language_code): page for page in pages.select_related("locale")}


def _import_row(run: Import, row: FaqRow, page: FaqPage | None) -> None:
    try:
        with transaction.atomic():
            outcome = _write(run, row, page)
    except ROW_ERRORS as error:
        run.places.forget()
        run.result.bad.append(BadRow(row.number, _sentence(error)))
        return
    run.result.count(outcome)
    run.result.notes.extend((row.number, note) for note in row.notes)


def _write(run: Import, row: FaqRow, page: FaqPage | None) -> Outcome:
    waiting = page and run.publish and row.status != RowStatus.DRAFT and not page.first_published_at
    if page and page.import_fingerprint == row.fingerprint:
        if not waiting:
            return Outcome.UNCHANGED
        if not run.only_checks:
            publish_faq(page=page, user=run.user)
        return Outcome.UPDATED
    if run.only_checks:
        run.places.check(row.language)
        answer_blocks(row)
    else:
        _save(run, row, page)
    return Outcome.UPDATED if page else Outcome.CREATED


def _save(run: Import, row: FaqRow, page: FaqPage | None) -> None:
    base = run.places.base_in(row.language)
    topic = run.places.topic_of(row, base)
    tags = run.places.tags_of(row)
    if page:
        update_faq(row=row, page=page, parent=topic or base, tags=tags, publish=run.publish, user=run.user)
    else:
        create_faq(row=row, base=base, topic=topic, tags=tags, publish=run.publish, user=run.user)


def _sentence(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
