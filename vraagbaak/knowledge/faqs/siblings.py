"""Positions of many new pages in the tree, in the queries that treebeard and Wagtail need for a single one."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from treebeard.exceptions import PathOverflow
from wagtail.models import Page

from vraagbaak.knowledge.faqs.models import FaqPage

MAX_SLUG_LENGTH = Page._meta.get_field("slug").max_length
LAST_STEP = Page.alphabet[-1] * Page.steplen


def assign_positions(pages: Sequence[FaqPage]) -> None:
    """Sets path, depth, slug and URL path of unsaved pages, in their order, after the last child of their parents.

    Locks the parents and updates their `numchild`, so it must run in the transaction that inserts the pages.
    Raises PathOverflow when a parent is full.
    """
    parents = _lock_parents({parent_of(page).pk for page in pages})
    slugs = FreeSlugs(page.slug for page in pages)
    for page in pages:
        parent = parents[parent_of(page).pk]
        page.depth, page.path = parent.depth + 1, next_path(parent.path, parent.last_child_path)
        page.slug = slugs.take(page.slug, parent)
        page.set_url_path(parent)
        parent.last_child_path = page.path
        parent.numchild += 1
    Page.objects.bulk_update(parents.values(), ["numchild"])


def parent_of(page: FaqPage) -> Any:
    return page.topic or page.knowledge_base


def _lock_parents(keys: Iterable[int]) -> dict[int, Page]:
    """The parents by key, with the path of their last child as `last_child_path`, read after they were locked."""
    below = Page.objects.filter(
        depth=OuterRef("depth") + 1,
        path__gt=OuterRef("path"),
        path__lte=Concat(OuterRef("path"), Value(LAST_STEP)),
    )
    last = Subquery(below.order_by("-path").values("path")[:1])
    parents = Page.objects.filter(pk__in=keys)
    list(parents.select_for_update().values_list("pk"))
    return {parent.pk: parent for parent in parents.annotate(last_child_path=last)}


def next_path(parent: str, last_child: str | None) -> str:
    """As treebeard computes it, which would need a node for each page."""
    step = Page._str2int(last_child[-Page.steplen :]) + 1 if last_child else 1
    key = Page._int2str(step)
    if len(key) > Page.steplen:
        raise PathOverflow(_("there is no room for more pages below this one."))
    return parent + key.rjust(Page.steplen, Page.alphabet[0])


class FreeSlugs:
    """Gives slugs that no sibling has, numbered from 2 as Wagtail does.

    One query finds which of the wanted slugs are taken at all; only for those are all siblings read.
    """

    def __init__(self, wanted: Iterable[str]) -> None:
        self._taken: dict[str, set[str]] = {}
        self._complete: set[str] = set()
        self._numbers: dict[tuple[str, str], int] = {}
        found = Page.objects.filter(slug__in=set(wanted)).values_list("path", "slug")
        for path, slug in found.order_by():
            self._taken.setdefault(path[: -Page.steplen], set()).add(slug)

    def take(self, wanted: str, parent: Page) -> str:
        taken = self._taken.setdefault(parent.path, set())
        slug = self._numbered(wanted, parent) if wanted in taken else wanted
        taken.add(slug)
        return slug

    def _numbered(self, wanted: str, parent: Page) -> str:
        """Remembers the last number, since a file may hold the same question a thousand times."""
        taken, key = self._all_taken(parent), (parent.path, wanted)
        numbered = ((number, _with_number(wanted, number)) for number in count(self._numbers.get(key, 2)))
        number, slug = next((number, slug) for number, slug in numbered if slug not in taken)
        self._numbers[key] = number + 1
        return slug

    def _all_taken(self, parent: Page) -> set[str]:
        taken = self._taken[parent.path]
        if parent.path not in self._complete:
            self._complete.add(parent.path)
            taken.update(parent.get_children().order_by().values_list("slug", flat=True))
        return taken


def _with_number(slug: str, number: int) -> str:
    suffix = f"-{number}"
    return slug[: MAX_SLUG_LENGTH - len(suffix)] + suffix
