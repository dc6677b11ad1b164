"""Imports a batch of rows: what is new goes in together, what has changed row by row."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from treebeard.exceptions import PathOverflow

from vraagbaak.exchange.choices import RowStatus
from vraagbaak.exchange.cleaning import UnusableAnswerError
from vraagbaak.exchange.import_targets import NoPlaceError, Places
from vraagbaak.exchange.pages import LockedPageError, create_faqs, new_faq, publish_faq, update_faq
from vraagbaak.exchange.results import ImportResult, Outcome
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.knowledge.faqs.models import FaqPage

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

    def refuse(self, row: FaqRow, error: Exception) -> None:
        sentence = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        self.result.bad.append(BadRow(row.number, sentence))


@dataclass(frozen=True)
class KnownPage:
    """As much of a page as tells whether its row has anything new to say."""

    key: int
    fingerprint: str
    was_live: bool


def import_batch(run: Import, batch: list[FaqRow | BadRow]) -> None:
    """In the order of the rows, where new ones wait for each other until a changed one comes between."""
    known = _known_pages(run, [row for row in batch if isinstance(row, FaqRow)])
    refused_before = len(run.result.bad)
    new: list[FaqRow] = []
    for row in batch:
        page = known.get((row.external_id, row.language)) if isinstance(row, FaqRow) else None
        if isinstance(row, BadRow):
            run.result.bad.append(row)
        elif page and page.fingerprint == row.fingerprint and not _waits(run, row, page):
            run.result.count(Outcome.UNCHANGED, row)
        elif run.only_checks:
            _check_row(run, row, page)
        elif not page:
            new.append(row)
        else:
            _create_rows(run, new)
            new = []
            _change_row(run, row, page)
    _create_rows(run, new)
    places = {row.number: place for place, row in enumerate(batch)}
    run.result.bad[refused_before:] = sorted(
        run.result.bad[refused_before:], key=lambda bad: places[bad.number]
    )


def _known_pages(run: Import, rows: list[FaqRow]) -> dict[tuple[str, str], KnownPage]:
    source = run.places.source
    if not source:
        return {}
    pages = FaqPage.objects.filter(
        knowledge_base__translation_key=source.translation_key,
        external_id__in={row.external_id for row in rows},
    )
    names = ("external_id", "locale__language_code", "pk", "import_fingerprint", "first_published_at")
    return {
        (external_id, language): KnownPage(key, fingerprint, published is not None)
        for external_id, language, key, fingerprint, published in pages.order_by().values_list(*names)
    }


def _waits(run: Import, row: FaqRow, page: KnownPage) -> bool:
    """Whether this import is to publish a page that was never live."""
    return run.publish and row.status != RowStatus.DRAFT and not page.was_live


def _create_rows(run: Import, rows: list[FaqRow]) -> None:
    """All in one transaction; where that fails, half of them at a time, until the bad row is alone."""
    run.places.begin_batch()
    new = [(row, page) for row in rows if (page := _new_page(run, row))]
    try:
        with transaction.atomic():
            create_faqs(new=new, places=run.places, user=run.user)
    except ROW_ERRORS as error:
        run.places.forget()
        good = [row for row, _page in new]
        if len(good) == 1:
            run.refuse(good[0], error)
            return
        middle = len(good) // 2
        _create_rows(run, good[:middle])
        _create_rows(run, good[middle:])
        return
    for row, _page in new:
        run.result.count(Outcome.CREATED, row)


def _new_page(run: Import, row: FaqRow) -> FaqPage | None:
    """Refuses a row that cannot become a page before anything is made for it, such as its topic."""
    try:
        run.places.check(row.language)
        return new_faq(row=row, publish=run.publish, user=run.user)
    except ROW_ERRORS as error:
        run.refuse(row, error)
        return None


def _check_row(run: Import, row: FaqRow, known: KnownPage | None) -> None:
    if _new_page(run, row):
        run.result.count(Outcome.UPDATED if known else Outcome.CREATED, row)


def _change_row(run: Import, row: FaqRow, known: KnownPage) -> None:
    try:
        with transaction.atomic():
            _update(run, row, FaqPage.objects.select_related("locale").get(pk=known.key))
    except ROW_ERRORS as error:
        run.places.forget()
        run.refuse(row, error)
    else:
        run.result.count(Outcome.UPDATED, row)


def _update(run: Import, row: FaqRow, page: FaqPage) -> None:
    if page.import_fingerprint == row.fingerprint:
        publish_faq(page=page, user=run.user)
        return
    base = run.places.base_in(row.language)
    topic, tags = run.places.topic_of(row, base), run.places.tags_of(row)
    parent = topic or base
    update_faq(row=row, page=page, parent=parent, tags=tags, publish=run.publish, user=run.user)
