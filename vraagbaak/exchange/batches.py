"""Imports a batch of rows: new ones together, changed ones one by one."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from treebeard.exceptions import PathOverflow

from vraagbaak.exchange.choices import RowStatus
from vraagbaak.exchange.cleaning import UnusableAnswerError
from vraagbaak.exchange.import_targets import ImportTargets, NoTargetError
from vraagbaak.exchange.pages import LockedPageError, create_faqs, new_faq, publish_faq, update_faq
from vraagbaak.exchange.results import ImportResult, Outcome
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

# What can be wrong with a row; anything else is a bug of ours and must surface.
ROW_ERRORS = (
    UnusableAnswerError,
    NoTargetError,
    LockedPageError,
    ValidationError,
    DataError,
    IntegrityError,
    PathOverflow,
)


@dataclass(kw_only=True)
class ImportRun:
    """One run of an import: its options, and its result so far."""

    targets: ImportTargets
    publish: bool
    strict: bool
    dry_run: bool
    user: User | None = None
    result: ImportResult = field(default_factory=ImportResult)

    @property
    def only_checks(self) -> bool:
        """With `strict`, one bad row undoes everything; the rows after it are then only checked."""
        return self.dry_run or (self.strict and bool(self.result.bad))

    def reject(self, row: FaqRow, error: Exception) -> None:
        sentence = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        self.result.bad.append(BadRow(row.number, sentence))


@dataclass(frozen=True)
class KnownPage:
    """As much of a page as is needed to see whether its row holds anything new."""

    key: int
    fingerprint: str
    was_live: bool


def import_batch(run: ImportRun, batch: list[FaqRow | BadRow]) -> None:
    """In the order of the rows; consecutive new ones are created together."""
    known = _known_pages(run, [row for row in batch if isinstance(row, FaqRow)])
    rejected_before = len(run.result.bad)
    new: list[FaqRow] = []
    for row in batch:
        page = known.get((row.external_id, row.language)) if isinstance(row, FaqRow) else None
        if isinstance(row, BadRow):
            run.result.bad.append(row)
        elif page and page.fingerprint == row.fingerprint and not _awaits_publication(run, row, page):
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
    positions = {row.number: position for position, row in enumerate(batch)}
    run.result.bad[rejected_before:] = sorted(
        run.result.bad[rejected_before:], key=lambda bad: positions[bad.number]
    )


def _known_pages(run: ImportRun, rows: list[FaqRow]) -> dict[tuple[str, str], KnownPage]:
    source = run.targets.source
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


def _awaits_publication(run: ImportRun, row: FaqRow, page: KnownPage) -> bool:
    """Whether this import has to publish a page that was never live."""
    return run.publish and row.status != RowStatus.DRAFT and not page.was_live


def _create_rows(run: ImportRun, rows: list[FaqRow]) -> None:
    """All in one transaction; if that fails, each half by itself, until the bad row is alone."""
    run.targets.begin_batch()
    new = [(row, page) for row in rows if (page := _new_page(run, row))]
    try:
        with transaction.atomic():
            create_faqs(new=new, targets=run.targets, user=run.user)
    except ROW_ERRORS as error:
        run.targets.forget()
        good = [row for row, _page in new]
        if len(good) == 1:
            run.reject(good[0], error)
            return
        middle = len(good) // 2
        _create_rows(run, good[:middle])
        _create_rows(run, good[middle:])
        return
    for row, _page in new:
        run.result.count(Outcome.CREATED, row)


def _new_page(run: ImportRun, row: FaqRow) -> FaqPage | None:
    """Rejects a row that cannot become a page before anything, such as its topic, is created for it."""
    try:
        run.targets.check(row.language)
        return new_faq(row=row, publish=run.publish, user=run.user)
    except ROW_ERRORS as error:
        run.reject(row, error)
        return None


def _check_row(run: ImportRun, row: FaqRow, known: KnownPage | None) -> None:
    if _new_page(run, row):
        run.result.count(Outcome.UPDATED if known else Outcome.CREATED, row)


def _change_row(run: ImportRun, row: FaqRow, known: KnownPage) -> None:
    try:
        with transaction.atomic():
            _update(run, row, FaqPage.objects.select_related("locale").get(pk=known.key))
    except ROW_ERRORS as error:
        run.targets.forget()
        run.reject(row, error)
    else:
        run.result.count(Outcome.UPDATED, row)


def _update(run: ImportRun, row: FaqRow, page: FaqPage) -> None:
    if page.import_fingerprint == row.fingerprint:
        publish_faq(page=page, user=run.user)
        return
    base = run.targets.base_in(row.language)
    topic, tags = run.targets.topic_of(row, base), run.targets.tags_of(row)
    parent = topic or base
    update_faq(row=row, page=page, parent=parent, tags=tags, publish=run.publish, user=run.user)
