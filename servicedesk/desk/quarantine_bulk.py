"""Releasing or refusing several held questions at once, from their list."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction

from servicedesk.lifecycle.quarantine import refuse_all, release_all
from servicedesk.offices.permissions import may_answer
from servicedesk.questions.models import Question
from vraagbaak.fields.numbers import read_keys

MAX_QUESTIONS = 500


class QuarantineBulkAction(BulkAction):
    models = [Question]
    template_name = "servicedesk/desk/quarantine/bulk.html"
    heading: Any
    explanation: Any

    def get_actionable_objects(self) -> tuple[list[Question], dict[str, list[Question]]]:
        """Of questions that the user may not see, not even the titles are told."""
        user = self.request.user
        held = (
            Question.objects.visible_to(user).in_quarantine() if may_answer(user) else Question.objects.none()
        )
        return list(held.filter(pk__in=keys_in(self.request))), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "heading": self.heading, "explanation": self.explanation}

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}


def keys_in(request: HttpRequest) -> list[int]:
    return read_keys(request.GET.getlist("id"))[:MAX_QUESTIONS]


class ReleaseBulkAction(QuarantineBulkAction):
    display_name = _("Release")
    aria_label = _("Release the selected questions")
    action_type = "release"
    action_priority = 10
    heading = _("Release these questions?")
    explanation = _("They come on the work lists, and who asked gets the confirmation by mail.")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return release_all(questions=objects, user=kwargs["user"], now=timezone.now()), 0

    def get_success_message(self, number: int, others: int) -> str:
        return ngettext(
            "%(number)d question was released.", "%(number)d questions were released.", number
        ) % {"number": number}


class RefuseBulkAction(QuarantineBulkAction):
    display_name = _("Refuse as spam")
    aria_label = _("Refuse the selected questions as spam")
    action_type = "refuse"
    action_priority = 20
    classes = {"serious"}
    heading = _("Refuse these questions as spam?")
    explanation = _("Nobody is written to. They can still be released until they are deleted.")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return refuse_all(questions=objects, user=kwargs["user"], now=timezone.now()), 0

    def get_success_message(self, number: int, others: int) -> str:
        return ngettext(
            "%(number)d question was refused as spam.", "%(number)d questions were refused as spam.", number
        ) % {"number": number}


BULK_ACTIONS = [ReleaseBulkAction, RefuseBulkAction]
