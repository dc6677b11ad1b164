"""The work lists: Wagtail's own listing with its search, filters, ordering and export."""

from typing import Any

from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    StatusTagColumn,
    TitleColumn,
)

from servicedesk.desk.filters import QuestionFilterSet
from servicedesk.desk.screens import DeskListView
from servicedesk.desk.work_lists import (
    MOST_URGENT_FIRST,
    QUARANTINE,
    WorkList,
    count_work_lists,
    overdue_ones,
    standing_on,
)
from servicedesk.questions.models import Question
from servicedesk.questions.thread import name_of

EXPORT_HEADINGS = {
    "pk": _("Number"),
    "title": _("Question"),
    "asker": _("Asker"),
    "get_kind_display": _("Kind"),
    "get_channel_display": _("Channel"),
    "subject": _("Subject"),
    "team": _("Team"),
    "handler": _("Handler"),
    "get_status_display": _("Status"),
    "asked_at": _("Asked at"),
    "due_at": _("Due at"),
    "answered_at": _("Answered at"),
    "closed_at": _("Closed at"),
}


class DueColumn(Column):
    cell_template_name = "servicedesk/desk/due_cell.html"


def handler_name(question: Question) -> str:
    return name_of(question.handler) if question.handler else ""


QUARANTINE_COLUMNS = [
    BulkActionsCheckboxColumn("bulk_actions", obj_type="question"),
    TitleColumn(
        "title",
        label=_("Question"),
        url_name="questions:question",
        get_title_id=lambda question: f"question_{question.pk}_title",
        sort_key="title",
        width="40%",
    ),
    Column("asker", label=_("Asker"), sort_key="asker__name"),
    Column("suspicion", label=_("Why"), accessor="get_suspicion_display", sort_key="suspicion"),
    DateColumn("asked_at", label=_("Asked at"), sort_key="asked_at"),
]


class WorkListView(DeskListView):
    model = Question
    page_title = _("Questions")
    template_name = "servicedesk/desk/work_list.html"
    results_template_name = "servicedesk/desk/work_list_results.html"
    paginate_by = 25
    search_fields = ["title", "body", "asker__name", "asker__email"]
    filterset_class = QuestionFilterSet
    columns = [
        TitleColumn(
            "title", label=_("Question"), url_name="questions:question", sort_key="title", width="34%"
        ),
        Column("asker", label=_("Asker"), sort_key="asker__name"),
        Column("subject", label=_("Subject"), sort_key="subject__name"),
        Column("team", label=_("Team"), sort_key="team__name"),
        Column("handler", label=_("Handler"), accessor=handler_name, sort_key="handler__username"),
        DueColumn("due_at", label=_("Due"), sort_key="due_at"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            primary=lambda question: question.is_open,
        ),
    ]
    list_export = list(EXPORT_HEADINGS)
    export_headings = EXPORT_HEADINGS
    export_filename = "questions"

    def prepare(self, **kwargs: Any) -> None:
        work_list = kwargs["work_list"]
        if work_list not in WorkList.values:
            raise Http404
        self.work_list, self.now = WorkList(work_list), timezone.now()
        if self.work_list in QUARANTINE:
            self.columns = QUARANTINE_COLUMNS

    def get_base_queryset(self) -> QuerySet[Question]:
        on_list = standing_on(self.work_list, user=self.request.user, now=self.now)
        overdue = Case(
            When(overdue_ones(self.now), then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        visible = Question.objects.visible_to(self.request.user).filter(on_list)
        return visible.with_people().annotate(is_overdue=overdue)

    def order_queryset(self, queryset: Any) -> Any:
        if self.is_explicitly_ordered and self.ordering:
            sign, key = ("-", self.ordering[1:]) if self.ordering.startswith("-") else ("", self.ordering)
            return queryset.order_by(
                F(key).desc(nulls_last=True) if sign else F(key).asc(nulls_last=True), "pk"
            )
        if self.work_list in MOST_URGENT_FIRST:
            return queryset.most_urgent_first()
        return queryset.order_by("-asked_at", "-pk")

    def get_index_url(self) -> str:
        return reverse("questions:list", args=[self.work_list])

    def get_index_results_url(self) -> str:
        return reverse("questions:list_results", args=[self.work_list])

    def get_page_subtitle(self) -> str:
        return str(self.work_list.label)

    @property
    def is_quarantine(self) -> bool:
        return self.work_list in QUARANTINE

    @cached_property
    def tabs(self) -> list[dict[str, Any]]:
        counts = count_work_lists(user=self.request.user, now=self.now)
        return [
            {
                "label": work_list.label,
                "url": reverse("questions:list", args=[work_list]),
                "count": counts[work_list],
                "is_current": work_list == self.work_list,
                "is_alarming": work_list == WorkList.OVERDUE and counts[work_list] > 0,
            }
            for work_list in WorkList
            if work_list != WorkList.SPAM or counts[work_list] or work_list == self.work_list
        ]

    @cached_property
    def no_results_message(self) -> str:
        if self.is_searching or self.is_filtering:
            return str(_("No questions on this list match. Try “All”, or fewer filters."))
        return str(EMPTY[self.work_list])

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "tabs": [] if self.results_only else self.tabs}


EMPTY = {
    WorkList.MINE: _(
        "You have no open questions. Look at “Unassigned” for questions that nobody handles yet."
    ),
    WorkList.TEAMS: _("Your teams have no open questions."),
    WorkList.UNASSIGNED: _("Every open question has a handler."),
    WorkList.OVERDUE: _("No question is overdue."),
    WorkList.ANSWERED: _("No question was answered and is still to be closed."),
    WorkList.CLOSED: _("No question was closed yet."),
    WorkList.ALL: _("Nobody asked anything yet."),
    WorkList.HELD: _("Nothing is held back."),
    WorkList.SPAM: _("Nothing was refused as spam in the last weeks."),
}
