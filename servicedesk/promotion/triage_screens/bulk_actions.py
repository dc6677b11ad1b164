"""What is done with one question of the queue, with a group, or with many at once.

The numbers in the URL are those of the questions: a triage is gone when its question is opened again, and the
agent is to be told which question that was.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from servicedesk.desk.screens import MAX_SEARCH_LENGTH, deny_access
from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.triage_screens.cards import MAX_AT_ONCE
from servicedesk.promotion.triage_screens.conflict_messages import told_of_left_out, told_of_others
from servicedesk.promotion.triage_screens.forms import LinkForm, SkipForm, pages_to_link
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet
from servicedesk.triage.actions import link_questions, skip_questions
from servicedesk.triage.choices import SkipReason
from servicedesk.triage.grouping import put_together, take_apart
from servicedesk.triage.models import Triage
from vraagbaak.finding.queries import search_faqs
from vraagbaak.reporting.bulk import ListBulkAction

MAX_LIKELY_PAGES = 8


class TriageBulkAction(ListBulkAction):
    models = [Triage]
    template_name = "servicedesk/promotion/triage/bulk.html"
    max_rows = MAX_AT_ONCE
    of_one_office = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_promote(request.user):
            return deny_access(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def choosable(self) -> QuestionQuerySet:
        visible = Question.objects.visible_to(self.request.user)
        return visible.select_related("office__site", "subject").order_by("asked_at", "pk")

    @property
    def has_obstacle(self) -> bool:
        return self.of_one_office and len({question.office_id for question in self.chosen}) > 1

    def get_actionable_objects(self) -> tuple[list[Question], dict[str, list[Question]]]:
        chosen, without_access = super().get_actionable_objects()
        return ([] if self.has_obstacle else chosen), without_access

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "has_obstacle": self.has_obstacle}


class DecidingBulkAction(TriageBulkAction):
    """An exit from triage; who was first with some of the questions is told."""

    @classmethod
    def decide(cls, questions: Sequence[Question], **given: Any) -> int:
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        request = kwargs.pop("request")
        decided = cls.decide(objects, **kwargs)
        for sentence in told_of_others(questions=objects, user=kwargs["user"], now=kwargs["now"]):
            messages.warning(request, sentence)
        return decided, 0


class SkipBulkAction(DecidingBulkAction):
    display_name = gettext_lazy("Skip")
    aria_label = gettext_lazy("Leave the selected questions out of the knowledge bases")
    action_type = "skip"
    action_priority = 20
    form_class = SkipForm
    heading = gettext_lazy("Leave these questions out of the knowledge bases?")
    confirmation = gettext_lazy("Skip")
    success = ngettext_lazy(
        "%(number)d question was skipped.", "%(number)d questions were skipped.", "number"
    )

    @classmethod
    def decide(cls, questions: Sequence[Question], **given: Any) -> int:
        return skip_questions(questions=questions, **{**given, "reason": SkipReason(given["reason"])})


class LinkBulkAction(DecidingBulkAction):
    display_name = gettext_lazy("Link to a page")
    aria_label = gettext_lazy("Link the selected questions to a page that answers them")
    action_type = "link"
    action_priority = 10
    form_class = LinkForm
    template_name = "servicedesk/promotion/triage/link.html"
    heading = gettext_lazy("Which page answers these questions?")
    confirmation = gettext_lazy("Link")
    success = ngettext_lazy(
        "%(number)d question was linked to “%(page)s”.",
        "%(number)d questions were linked to “%(page)s”.",
        "number",
    )
    of_one_office = True

    def get_form_kwargs(self) -> dict[str, Any]:
        pages = pages_to_link(questions=self.chosen, user=self.request.user)
        return {**super().get_form_kwargs(), "pages": pages}

    @property
    def search(self) -> str:
        return self.request.GET.get("q", "").replace("\0", "").strip()[:MAX_SEARCH_LENGTH]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "query": self.search, "pages": self.likely_pages()}

    def likely_pages(self) -> list[Any]:
        """What the search finds for the first question in its own language, or for the agent's words in any."""
        if not self.chosen or self.has_obstacle:
            return []
        first = self.chosen[0]
        place = {"user": self.request.user, "site": first.office.site}
        if not self.search:
            place["locale"] = Locale.objects.filter(language_code=first.language).first()
        return list(search_faqs(query=self.search or first.title, **place)[:MAX_LIKELY_PAGES])

    @classmethod
    def decide(cls, questions: Sequence[Question], **given: Any) -> int:
        return link_questions(questions=questions, **given)

    def success_message(self, number: int) -> str:
        page = self.cleaned_form.cleaned_data["page"]
        return str(self.success % {"number": number, "page": page.title})


class TogetherBulkAction(TriageBulkAction):
    display_name = gettext_lazy("Put together")
    aria_label = gettext_lazy("Make one group of the selected questions and those that stand with them")
    action_type = "together"
    action_priority = 30
    heading = gettext_lazy("Do these questions ask the same?")
    confirmation = gettext_lazy("Make one group of them")
    of_one_office = True

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        if not objects:
            return 0, 0
        waiting = put_together(questions=objects, user=kwargs["user"], now=kwargs["now"])
        left_out = [question for question in objects if question not in waiting]
        told = told_of_left_out(questions=left_out)
        if not waiting and not told:
            told = [_("Choose two or more questions to put together.")]
        for sentence in told:
            messages.warning(kwargs["request"], sentence)
        return len(waiting), 0

    def success_message(self, number: int) -> str:
        return _("These questions are one group now.")


class ApartBulkAction(TriageBulkAction):
    display_name = gettext_lazy("Take out of the group")
    aria_label = gettext_lazy("Give each of the selected questions a group of its own")
    action_type = "apart"
    action_priority = 40
    heading = gettext_lazy("Do these questions ask something else than the rest of their group?")
    confirmation = gettext_lazy("Take them out of the group")
    success = ngettext_lazy(
        "%(number)d question stands alone now.", "%(number)d questions stand alone now.", "number"
    )

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return take_apart(questions=objects, user=kwargs["user"], now=kwargs["now"]), 0


BULK_ACTIONS = (LinkBulkAction, SkipBulkAction, TogetherBulkAction, ApartBulkAction)
