"""Who may publish where: in a knowledge base that requires approval, nobody past the workflow."""

from typing import Any

from django.apps import apps
from wagtail.models import Page, PagePermissionTester, WorkflowState


def paths_with_approval(user: Any) -> list[str]:
    """The tree paths of the knowledge bases that require approval; cached on the user, for one request."""
    if not hasattr(user, "_paths_with_approval"):
        bases = apps.get_model("vraagbaak", "KnowledgeBase").objects.filter(approval_required=True)
        user._paths_with_approval = list(bases.order_by().values_list("path", flat=True))
    return user._paths_with_approval


class ApprovalMixin:
    """Narrows Wagtail's permissions, except for a page without a workflow, which could never be approved."""

    def requires_approval(self: Any) -> bool:
        required = any(self.page.path.startswith(path) for path in paths_with_approval(self.user))
        return required and self.page.has_workflow


class FaqPermissionTester(ApprovalMixin, PagePermissionTester):
    def can_publish(self) -> bool:
        return bool(super().can_publish() and (not self.requires_approval() or was_approved(self.page)))

    def can_move_to(self, destination: Page) -> bool:
        """A live page that was moved there would be public without approval."""
        required = any(destination.path.startswith(path) for path in paths_with_approval(self.user))
        inside = self.requires_approval()
        past_approval = self.page.live and required and not inside and destination.has_workflow
        return bool(super().can_move_to(destination) and not past_approval)


class ParentPermissionTester(ApprovalMixin, PagePermissionTester):
    """For a knowledge base or topic, below which pages are created."""

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage() and not self.requires_approval())


def was_approved(page: Page) -> bool:
    """Whether the newest revision, which would be published, was approved in the workflow."""
    return WorkflowState.objects.filter(
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        status=WorkflowState.STATUS_APPROVED,
        task_states__revision_id=page.latest_revision_id,
    ).exists()
