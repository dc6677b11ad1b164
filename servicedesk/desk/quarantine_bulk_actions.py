"""Releasing or refusing several held questions at once, from their list."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from servicedesk.lifecycle.quarantine import refuse_all, release_all
from servicedesk.offices.permissions import may_answer
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet
from vraagbaak.reporting.bulk import ListBulkAction


class QuarantineBulkAction(ListBulkAction):
    models = [Question]
    template_name = "servicedesk/desk/quarantine/bulk.html"
    explanation: Any

    def choosable(self) -> QuestionQuerySet:
        user = self.request.user
        return (
            Question.objects.visible_to(user).in_quarantine() if may_answer(user) else Question.objects.none()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "explanation": self.explanation}

    def get_success_message(self, number: int, others: int) -> str:
        """Also that none was left to decide on."""
        return self.success_message(number)


class ReleaseBulkAction(QuarantineBulkAction):
    display_name = _("Release")
    aria_label = _("Release the selected questions")
    action_type = "release"
    action_priority = 10
    heading = _("Release these questions?")
    success = ngettext_lazy(
        "%(number)d question was released.", "%(number)d questions were released.", "number"
    )
    explanation = _("They come on the work lists, and who asked gets the confirmation by mail.")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return release_all(questions=objects, user=kwargs["user"], now=kwargs["now"]), 0


class RefuseBulkAction(QuarantineBulkAction):
    display_name = _("Refuse as spam")
    aria_label = _("Refuse the selected questions as spam")
    action_type = "refuse"
    action_priority = 20
    classes = {"serious"}
    heading = _("Refuse these questions as spam?")
    success = ngettext_lazy(
        "%(number)d question was refused as spam.", "%(number)d questions were refused as spam.", "number"
    )
    explanation = _("Nobody is written to. They can still be released until they are deleted.")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return refuse_all(questions=objects, user=kwargs["user"], now=kwargs["now"]), 0


BULK_ACTIONS = [ReleaseBulkAction, RefuseBulkAction]
