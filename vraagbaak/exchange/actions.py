"""Imports the rows of a file into a knowledge base."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from wagtail.models import Site

from vraagbaak.exchange.batches import ImportRun, import_batch
from vraagbaak.exchange.import_targets import ImportTargets
from vraagbaak.exchange.results import ImportResult
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.indexing import indexed_together

ROWS_AT_A_TIME = 500


def import_rows(
    *,
    rows: Iterable[FaqRow | BadRow],
    knowledge_base_slug: str,
    site: Site,
    create: bool = False,
    publish: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    user: User | None = None,
    progress: Callable[[int], object] | None = None,
) -> ImportResult:
    """Creates and updates FAQ pages, which are identified by knowledge base, external id and language.

    Each row succeeds or fails by itself; with `strict` one bad row means that nothing is imported. `dry_run` only
    reports what would happen. `progress` is called with the number of rows done since the last call. Raises
    NoTargetError when the knowledge base is missing and may not be created.
    """
    targets = ImportTargets(slug=knowledge_base_slug, site=site, create=create, publish=publish, user=user)
    if not targets.source:
        targets.check("")
    run = ImportRun(targets=targets, publish=publish, strict=strict, dry_run=dry_run, user=user)
    if not strict:
        return _run(run, rows, progress)
    with transaction.atomic():
        result = _run(run, rows, progress)
        if result.bad:
            transaction.set_rollback(True)
            return ImportResult(bad=result.bad, notes=result.notes)
    return result


def _run(
    run: ImportRun, rows: Iterable[FaqRow | BadRow], progress: Callable[[int], object] | None
) -> ImportResult:
    with indexed_together() as pending:
        for batch in _batches(rows):
            import_batch(run, batch)
            pending.index_if_many()
            if progress:
                progress(len(batch))
    return run.result


def _batches(rows: Iterable[FaqRow | BadRow]) -> Iterator[list[FaqRow | BadRow]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, ROWS_AT_A_TIME)):
        yield batch
