"""What became of the pages to which questions led, as the desk sees it; in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

from servicedesk.triage.choices import WITH_PAGE, PageStatus
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage


@dataclass(frozen=True)
class PageWithStatus:
    """`remark` and `moderator` are those of a rejection; `may_edit` is about the page."""

    status: PageStatus
    page: FaqPage | None = None
    remark: str = ""
    moderator: Any = None
    may_edit: bool = False

    @property
    def label(self) -> str:
        return str(self.status.label)

    @property
    def is_published(self) -> bool:
        return self.status == PageStatus.PUBLISHED

    @property
    def is_rejected(self) -> bool:
        return self.status == PageStatus.REJECTED

    @property
    def is_deleted(self) -> bool:
        return self.status == PageStatus.DELETED


def status_of_page(triage: Triage | None, *, user: User) -> PageWithStatus | None:
    """None for a question that led to no page."""
    if triage is None or triage.outcome not in WITH_PAGE:
        return None
    return with_page_status([triage], user=user)[0].page_status


def with_page_status(triages: Iterable[Triage], *, user: User) -> list[Any]:
    """Each with its `page_status`, or None; two queries for the workflow and one for what `user` may edit."""
    listed: list[Any] = list(triages)
    pages = {triage.page.pk: triage.page for triage in listed if triage.page}
    statuses = statuses_of(list(pages.values()), user=user)
    for triage in listed:
        led_to_page = triage.outcome in WITH_PAGE
        triage.page_status = (
            statuses.get(triage.page_id, PageWithStatus(PageStatus.DELETED)) if led_to_page else None
        )
    return listed


def statuses_of(pages: list[FaqPage], *, user: User) -> dict[int, PageWithStatus]:
    keys = [page.pk for page in pages if not page.live]
    workflows, planned = workflows_of(keys), planned_among(keys)
    editable = editable_among([page.pk for page in pages], user=user)
    return {
        page.pk: status_of(
            page, workflow=workflows.get(page.pk), is_planned=page.pk in planned, may_edit=page.pk in editable
        )
        for page in pages
    }


def status_of(page: FaqPage, *, workflow: Any, is_planned: bool, may_edit: bool) -> PageWithStatus:
    if page.live:
        return PageWithStatus(PageStatus.PUBLISHED, page, may_edit=may_edit)
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        task = workflow.current_task_state
        return PageWithStatus(
            PageStatus.REJECTED,
            page,
            remark=task.comment if task else "",
            moderator=task.finished_by if task else None,
            may_edit=may_edit,
        )
    if workflow:
        return PageWithStatus(PageStatus.IN_REVIEW, page, may_edit=may_edit)
    if is_planned:
        return PageWithStatus(PageStatus.PLANNED, page, may_edit=may_edit)
    status = PageStatus.UNPUBLISHED if page.first_published_at else PageStatus.DRAFT
    return PageWithStatus(status, page, may_edit=may_edit)


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


def editable_among(keys: list[int], *, user: User) -> set[int]:
    if not keys:
        return set()
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return set(editable.filter(pk__in=keys).order_by().values_list("pk", flat=True))
