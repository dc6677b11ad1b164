"""What became of the pages to which questions led, as the desk sees it; in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from servicedesk.triage.choices import WITH_PAGE, Fate
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.faqs.models import FaqPage


@dataclass(frozen=True)
class PageFate:
    """`remark` and `moderator` are those of a rejection; `may_edit` is about the page."""

    fate: Fate
    page: FaqPage | None = None
    remark: str = ""
    moderator: Any = None
    may_edit: bool = False

    @property
    def label(self) -> str:
        return str(self.fate.label)

    @property
    def is_published(self) -> bool:
        return self.fate == Fate.PUBLISHED

    @property
    def is_rejected(self) -> bool:
        return self.fate == Fate.REJECTED

    @property
    def is_deleted(self) -> bool:
        return self.fate == Fate.DELETED


def fate_of(triage: Triage | None, *, user: Any) -> PageFate | None:
    """None for a question that led to no page."""
    if triage is None or triage.outcome not in WITH_PAGE:
        return None
    return with_fates([triage], user=user)[0].page_fate


def with_fates(triages: Iterable[Triage], *, user: Any) -> list[Any]:
    """Each with its `page_fate`, or None; two queries for the workflow and one for what `user` may edit."""
    listed: list[Any] = list(triages)
    pages = {triage.page.pk: triage.page for triage in listed if triage.page}
    fates = fates_of(list(pages.values()), user=user)
    for triage in listed:
        led_to_page = triage.outcome in WITH_PAGE
        triage.page_fate = fates.get(triage.page_id, PageFate(Fate.DELETED)) if led_to_page else None
    return listed


def fates_of(pages: list[FaqPage], *, user: Any) -> dict[int, PageFate]:
    keys = [page.pk for page in pages if not page.live]
    workflows, planned = workflows_of(keys), planned_among(keys)
    editable = editable_among([page.pk for page in pages], user=user)
    return {
        page.pk: one_fate(
            page, workflow=workflows.get(page.pk), is_planned=page.pk in planned, may_edit=page.pk in editable
        )
        for page in pages
    }


def one_fate(page: FaqPage, *, workflow: Any, is_planned: bool, may_edit: bool) -> PageFate:
    if page.live:
        return PageFate(Fate.PUBLISHED, page, may_edit=may_edit)
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        task = workflow.current_task_state
        return PageFate(
            Fate.REJECTED,
            page,
            remark=task.comment if task else "",
            moderator=task.finished_by if task else None,
            may_edit=may_edit,
        )
    if workflow:
        return PageFate(Fate.IN_REVIEW, page, may_edit=may_edit)
    if is_planned:
        return PageFate(Fate.PLANNED, page, may_edit=may_edit)
    fate = Fate.UNPUBLISHED if page.first_published_at else Fate.DRAFT
    return PageFate(fate, page, may_edit=may_edit)


def workflows_of(keys: list[int]) -> dict[int, Any]:
    """The workflow in which each of the pages is, or that asked for changes."""
    if not keys:
        return {}
    states = WorkflowState.objects.active().filter(
        base_content_type=FaqPage().get_base_content_type(), object_id__in=list(map(str, keys))
    )
    ordered = states.select_related("current_task_state__finished_by").order_by("pk")
    return {int(state.object_id): state for state in ordered}


def planned_among(keys: list[int]) -> set[int]:
    """Those with a revision that is published at a later moment."""
    if not keys:
        return set()
    planned = Revision.page_revisions.filter(object_id__in=list(map(str, keys)))
    return {int(key) for key in planned.exclude(approved_go_live_at=None).values_list("object_id", flat=True)}


def editable_among(keys: list[int], *, user: Any) -> set[int]:
    if not keys:
        return set()
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return set(editable.filter(pk__in=keys).order_by().values_list("pk", flat=True))
