from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.actions import plan_review
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.approval_dates.approval_form import ApprovalForm


class FaqApprovalTask(AbstractGroupApprovalTask):
    """Wagtail's group approval, in which the approver may also set the date of the next review."""

    class Meta:
        verbose_name = _("approval with a review date")
        verbose_name_plural = _("approvals with a review date")

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve, and may set the date of the next review")

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, Any, bool]]:
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if getattr(obj, "specific_class", None) is not FaqPage:
            return actions
        label = _("Approve with a comment or a review date")
        return [(name, label if name == "approve" and asks else said, asks) for name, said, asks in actions]

    def get_form_for_action(self, action: str) -> Any:
        return ApprovalForm if action == "approve" else super().get_form_for_action(action)

    def on_action(
        self, task_state: Any, user: User, action_name: str, review_planned_on: str = "", **kwargs: Any
    ) -> Any:
        """The date counts only with the approval that completes the workflow and so publishes the page."""
        result = super().on_action(task_state, user, action_name, **kwargs)
        state = task_state.workflow_state
        state.refresh_from_db()
        if review_planned_on and state.status == state.STATUS_APPROVED:
            page = FaqPage.objects.get(pk=state.object_id)
            plan_review(page=page, day=date.fromisoformat(review_planned_on))
        return result
