"""The two lists of triage: what waits, in groups, and what was decided."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from servicedesk.desk.screens import DeskListView
from servicedesk.offices.permissions import may_promote
from servicedesk.promotion.triage_screens.cards import GroupCard, cards_of, named
from servicedesk.promotion.triage_screens.filters import DecidedFilterSet, QueueFilterSet
from servicedesk.questions.cleaning import NAMED_IN, cleaned
from servicedesk.questions.thread import name_of
from servicedesk.triage.models import Triage, TriageGroup
from servicedesk.triage.page_status import with_page_status
from servicedesk.triage.statistics import count_triage

EXPORTED_AT_A_TIME = 200


class TriageListView(DeskListView):
    """What both lists have: who may see them, the tabs and the counters."""

    page_title = _("Triage")
    header_icon = "list-ul"
    template_name = "servicedesk/promotion/triage/list.html"
    search_fields = ["question__title"]
    search_backend_name = None
    default_ordering: Any = None
    may = staticmethod(may_promote)
    # `may` decides who comes in.
    any_permission_required: Any = None
    url_name: str

    def prepare(self, **kwargs: Any) -> None:
        # An export is made after this view has returned, and then in the language of the site.
        self.now, self.language = timezone.now(), get_language()

    def get_index_url(self) -> str:
        return reverse(self.url_name)

    def get_index_results_url(self) -> str:
        return reverse(f"{self.url_name}_results")

    @cached_property
    def next_url(self) -> str:
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{query.urlencode()}" if query else str(self.index_url)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            counts = count_triage(user=self.request.user, now=self.now)
            context |= {"counts": counts, "tabs": self.tabs(counts.waiting)}
        return context

    def tabs(self, waiting: int) -> list[dict[str, Any]]:
        names = {"triage:index": _("To be looked at"), "triage:decided": _("Decided")}
        return [
            {
                "label": label,
                "url": reverse(name),
                "is_current": name == self.url_name,
                "count": waiting if name == "triage:index" else None,
            }
            for name, label in names.items()
        ]


class QueueView(TriageListView):
    """Most needed first: what is asked often, and what the knowledge base does badly."""

    model = TriageGroup
    url_name = "triage:index"
    results_template_name = "servicedesk/promotion/triage/queue_results.html"
    filterset_class = QueueFilterSet
    paginate_by = 15
    columns: list[Column] = []
    list_export = [
        "question",
        "waiting",
        "asked",
        "missed",
        "anyway",
        "score",
        "oldest",
        "subject",
        "language",
    ]
    export_headings = {
        "question": _("Question"),
        "waiting": _("Waiting"),
        "asked": _("Asked in a year"),
        "missed": _("Not in the knowledge base"),
        "anyway": _("Asked after suggestions"),
        "score": _("Score"),
        "oldest": _("Waits since"),
        "subject": _("Subject"),
        "language": _("Language"),
    }
    export_filename = "triage"

    def get_base_queryset(self) -> Any:
        return TriageGroup.objects.waiting_for(self.request.user).with_demand(self.now)

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.most_needed_first()

    def search_queryset(self, queryset: Any) -> Any:
        """In the titles of what waits, without a row for each of them."""
        if not self.is_searching:
            return queryset
        waiting = Triage.objects.waiting().filter(question__title__icontains=self.search_query)
        return queryset.filter(Exists(waiting.filter(group=OuterRef("pk"))))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(self.exported(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def exported(self) -> Iterator[dict[str, Any]]:
        """A row for each group, with the wording of its first question and without anybody's name."""
        groups = Paginator(self.get_queryset(), EXPORTED_AT_A_TIME)
        for part in groups:
            cards = cards_of(part.object_list, user=self.request.user, named_in=NAMED_IN)
            with override(self.language):
                rows = list(map(exported_row, cards))
            yield from rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        groups = context["object_list"]
        return {**context, "cards": cards_of(groups, user=self.request.user, next_url=self.next_url)}


def exported_row(card: GroupCard) -> dict[str, Any]:
    counted = {name: getattr(card.group, name) for name in ("waiting", "asked", "missed", "anyway", "score")}
    return {
        **counted,
        "question": cleaned(card.first.title, question=card.first),
        "oldest": card.group.oldest_at,
        "subject": card.first.subject.name if card.first.subject else "",
        "language": card.first.get_language_display(),
    }


class PageStatusColumn(Column):
    cell_template_name = "servicedesk/promotion/triage/page_status_cell.html"


def decided_by(triage: Triage) -> str:
    return name_of(triage.user) if triage.user else ""


class DecidedView(TriageListView):
    """What became of the questions that were decided on, the latest first."""

    model = Triage
    url_name = "triage:decided"
    results_template_name = "servicedesk/promotion/triage/decided_results.html"
    filterset_class = DecidedFilterSet
    paginate_by = 25
    columns = [
        TitleColumn(
            "question",
            label=_("Question"),
            get_url=lambda triage: reverse("questions:question", args=[triage.question_id]),
            width="34%",
        ),
        PageStatusColumn("page_status", label=_("What became of it")),
        Column("user", label=_("By"), accessor=decided_by),
        DateColumn("decided_at", label=_("Decided"), sort_key="decided_at"),
    ]
    list_export = ["question", "outcome", "reason", "page", "decided_at"]
    export_headings = {
        "question": _("Question"),
        "outcome": _("Outcome"),
        "reason": _("Reason"),
        "page": _("FAQ page"),
        "decided_at": _("Decided"),
    }
    export_filename = "triage-decided"

    def get_base_queryset(self) -> Any:
        return Triage.objects.visible_to(self.request.user).decided().with_all()

    def order_queryset(self, queryset: Any) -> Any:
        oldest_first = self.is_explicitly_ordered and self.ordering == "decided_at"
        return (
            queryset.order_by("decided_at", "pk") if oldest_first else queryset.order_by("-decided_at", "-pk")
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(self.exported(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def exported(self) -> Iterator[dict[str, Any]]:
        decided = self.get_queryset().prefetch_related(*named(NAMED_IN))
        for triage in decided.iterator(chunk_size=EXPORTED_AT_A_TIME):
            with override(self.language):
                row = decided_row(triage)
            yield row

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, decided, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = with_page_status(decided, user=self.request.user)
        return paginator, page, page.object_list, is_paginated


def decided_row(triage: Triage) -> dict[str, Any]:
    return {
        "question": cleaned(triage.question.title, question=triage.question),
        "outcome": triage.get_outcome_display(),
        "reason": triage.get_skip_reason_display(),
        "page": triage.page.title if triage.page else "",
        "decided_at": triage.decided_at,
    }
