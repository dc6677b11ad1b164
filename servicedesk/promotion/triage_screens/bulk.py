"""What is done with one question of the queue, with a group, or with many at once.

The numbers in the address are those of the questions: a triage is gone when its question is opened again, and the
agent is to be told which question that was.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Locale

from servicedesk.desk.screens import MAX_SEARCH_LENGTH, deny_access
from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.triage_screens.cards import MAX_AT_ONCE
from servicedesk.promotion.triage_screens.conflict_messages import told_of_left_out, told_of_others
from servicedesk.promotion.triage_screens.forms import LinkForm, SkipForm, pages_to_link
from servicedesk.questions.models import Question
from servicedesk.triage.actions import link_questions, skip_questions
from servicedesk.triage.choices import SkipReason
from servicedesk.triage.grouping import put_together, take_apart
from servicedesk.triage.models import Triage
from vraagbaak.fields.numbers import read_keys
from vraagbaak.finding.queries import search_faqs

MAX_LIKELY_PAGES = 8


class TriageBulkAction(BulkAction):
    models = [Triage]
    template_name = "servicedesk/promotion/triage/bulk.html"
    heading: Any
    confirmation: Any
    of_one_office = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_promote(request.user):
            return deny_access(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def questions(self) -> list[Question]:
        """Those that the agent may see; of others not even the titles are told."""
        keys = read_keys(self.request.GET.getlist("id"))
        visible = Question.objects.visible_to(self.request.user).filter(pk__in=keys[:MAX_AT_ONCE])
        return list(visible.select_related("office__site", "subject").order_by("asked_at", "pk"))

    @property
    def has_obstacle(self) -> bool:
        return self.of_one_office and len({question.office_id for question in self.questions}) > 1

    def get_actionable_objects(self) -> tuple[list[Question], dict[str, list[Question]]]:
        return ([] if self.has_obstacle else self.questions), {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        said = {"heading": self.heading, "confirmation": self.confirmation, "has_obstacle": self.has_obstacle}
        return {**context, **said}

    def get_execution_context(self) -> dict[str, Any]:
        return {
            "user": self.request.user,
            "request": self.request,
            "now": timezone.now(),
            **self.cleaned_form.cleaned_data,
        }


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

    @classmethod
    def decide(cls, questions: Sequence[Question], **given: Any) -> int:
        return skip_questions(questions=questions, **{**given, "reason": SkipReason(given["reason"])})

    def get_success_message(self, number: int, others: int) -> str | None:
        said = ngettext("%(n)d question was skipped.", "%(n)d questions were skipped.", number)
        return said % {"n": number} if number else None


class LinkBulkAction(DecidingBulkAction):
    display_name = gettext_lazy("Link to a page")
    aria_label = gettext_lazy("Link the selected questions to a page that answers them")
    action_type = "link"
    action_priority = 10
    form_class = LinkForm
    template_name = "servicedesk/promotion/triage/link.html"
    heading = gettext_lazy("Which page answers these questions?")
    of_one_office = True

    confirmation = gettext_lazy("Link")

    def get_form_kwargs(self) -> dict[str, Any]:
        pages = pages_to_link(questions=self.questions, user=self.request.user)
        return {**super().get_form_kwargs(), "pages": pages}

    @property
    def search(self) -> str:
        return self.request.GET.get("q", "").replace("\0", "").strip()[:MAX_SEARCH_LENGTH]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "query": self.search, "pages": self.likely_pages()}

    def likely_pages(self) -> list[Any]:
        """What the search finds for the first question in its own language, or for the agent's words in any."""
        if not self.questions or self.has_obstacle:
            return []
        first = self.questions[0]
        place = {"user": self.request.user, "site": first.office.site}
        if not self.search:
            place["locale"] = Locale.objects.filter(language_code=first.language).first()
        return list(search_faqs(query=self.search or first.title, **place)[:MAX_LIKELY_PAGES])

    @classmethod
    def decide(cls, questions: Sequence[Question], **given: Any) -> int:
        return link_questions(questions=questions, **given)

    def get_success_message(self, number: int, others: int) -> str | None:
        said = ngettext(
            "%(n)d question was linked to “%(page)s”.", "%(n)d questions were linked to “%(page)s”.", number
        )
        page = self.cleaned_form.cleaned_data["page"]
        return said % {"n": number, "page": page.title} if number else None


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

    def get_success_message(self, number: int, others: int) -> str | None:
        return _("These questions are one group now.") if number else None


class ApartBulkAction(TriageBulkAction):
    display_name = gettext_lazy("Take out of the group")
    aria_label = gettext_lazy("Give each of the selected questions a group of its own")
    action_type = "apart"
    action_priority = 40
    heading = gettext_lazy("Do these questions ask something else than the rest of their group?")
    confirmation = gettext_lazy("Take them out of the group")

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        return take_apart(questions=objects, user=kwargs["user"], now=kwargs["now"]), 0

    def get_success_message(self, number: int, others: int) -> str | None:
        said = ngettext("%(n)d question stands alone now.", "%(n)d questions stand alone now.", number)
        return said % {"n": number} if number else None


BULK_ACTIONS = (LinkBulkAction, SkipBulkAction, TogetherBulkAction, ApartBulkAction)
