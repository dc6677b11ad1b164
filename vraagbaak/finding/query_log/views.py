"""Reports on what visitors search for, from which an editor makes synonyms, promotions and pages."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.auth import permission_denied
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView as PageCreateView
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.models import Query
from wagtail.contrib.search_promotions.views import CreateView as PromotionCreateView
from wagtail.coreutils import get_content_languages

from vraagbaak.finding.query_log.filters import QueryReportFilterSet
from vraagbaak.finding.query_log.forms import DraftTargetForm
from vraagbaak.finding.query_log.models import QueryDay
from vraagbaak.finding.query_log.normalising import wordings
from vraagbaak.finding.query_log.permissions import bases_to_add_to
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.reporting.bars import chart_of

BARS = 10
MAX_TITLE_LENGTH = 255


def name_of_language(row: dict[str, Any]) -> str:
    return get_content_languages().get(row["language"], row["language"])


class ActionsColumn(Column):
    """Links to make a synonym, a promoted result or a page of a query."""

    cell_template_name = "vraagbaak/finding/query_log/actions_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        query = instance["query"]
        links = [
            (_("Synonym"), "synonyms:add", {"written": query, "language": instance["language"]}),
            (_("Promoted result"), "querylog:promote", {"query": query}),
            (_("New question"), "querylog:draft", {"query": query, "language": instance["language"]}),
        ]
        allowed = [
            user.has_perm("vraagbaak.add_synonym"),
            user.has_perm("wagtailsearchpromotions.add_searchpromotion"),
            True,
        ]
        context["query"] = query
        context["links"] = [
            (label, f"{reverse(name)}?{urlencode(given)}")
            for (label, name, given), may in zip(links, allowed, strict=True)
            if may
        ]
        return context


class QueryReportView(ReportView):
    """The base of three reports, which differ in the queries they list, their order, and what their bars count."""

    model = QueryDay
    template_name = "vraagbaak/finding/query_log/report.html"
    results_template_name = "vraagbaak/finding/query_log/report_results.html"
    header_icon = "search"
    permission_required = "view"
    is_searchable = True
    search_fields = ["query"]
    filterset_class = QueryReportFilterSet
    counted = "total"
    bars: Sequence[str] = ()
    bars_title: Any = ""
    columns = [
        Column("query", label=_("Query"), sort_key="query"),
        Column("language", label=_("Language"), accessor=name_of_language, sort_key="language"),
        NumberColumn("total", label=_("Searches"), sort_key="total"),
        NumberColumn("missed", label=_("Without results"), sort_key="missed"),
        NumberColumn("chosen", label=_("With a click"), sort_key="chosen"),
        NumberColumn("passed", label=_("Without a click"), sort_key="passed"),
        ActionsColumn("actions", label=_("Make of it")),
    ]
    list_export = ["query", "language", "total", "missed", "chosen", "passed"]
    export_headings = {
        "query": _("Query"),
        "language": _("Language"),
        "total": _("Searches"),
        "missed": _("Without results"),
        "chosen": _("With a click"),
        "passed": _("Without a click"),
    }

    @property
    def default_ordering(self) -> list[str]:
        return [f"-{self.counted}", "query", "language"]

    def get_base_queryset(self) -> Any:
        return QueryDay.objects.with_text()

    def get_filtered_queryset(self) -> Any:
        queries = self.get_base_queryset()
        queries = self.search_queryset(self.filter_queryset(queries))
        return self.order_queryset(queries.by_query().filter(**{f"{self.counted}__gt": 0}))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context["chart"] = chart_of(context["object_list"][:BARS], label="query", kinds=self.bars)
            context["wordless"] = self.count_wordless()
        return context

    def count_wordless(self) -> int:
        """The number of searches of which the words were not stored."""
        searches = self.filter_queryset(QueryDay.objects.filter(query=""))
        return searches.aggregate(total=Sum("searches"))["total"] or 0


class PopularQueriesView(QueryReportView):
    page_title = _("What visitors search for")
    index_url_name = "querylog:popular"
    index_results_url_name = "querylog:popular_results"
    bars = ("chosen", "passed", "missed")
    bars_title = _("The queries that are searched for most")


class QueriesWithoutResultsView(QueryReportView):
    page_title = _("Searches without results")
    index_url_name = "querylog:without_results"
    index_results_url_name = "querylog:without_results_results"
    counted = "missed"
    bars = ("missed",)
    bars_title = _("The queries for which nothing is found most often")


class QueriesWithoutClickView(QueryReportView):
    page_title = _("Searches without a click")
    index_url_name = "querylog:without_click"
    index_results_url_name = "querylog:without_click_results"
    counted = "passed"
    bars = ("passed",)
    bars_title = _("The queries whose results are left most often")


class PromoteQueryView(PromotionCreateView):
    """Wagtail's form for promoted results with the query filled in, or the promotion that exists already."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        queries = Query.objects.filter(query_string__in=wordings(request.GET.get("query", "")))
        promoted = queries.filter(editors_picks__isnull=False).first()
        if promoted:
            return redirect("wagtailsearchpromotions:edit", promoted.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "query_string": self.request.GET.get("query", "")}


class DraftTargetView(WagtailAdminTemplateMixin, View):
    """Asks in which knowledge base a query will be answered; skipped when there is only one."""

    template_name = "vraagbaak/finding/query_log/draft_target.html"
    page_title = _("New question")
    header_icon = "openquote"

    def get(self, request: HttpRequest) -> HttpResponse:
        bases = self.bases_in(request.GET.get("language", ""))
        if not bases:
            return permission_denied(request)
        query = request.GET.get("query", "").replace("\0", "")
        if len(bases) == 1:
            return redirect_to_draft(bases[0], query)
        form = DraftTargetForm(initial={"query": query}, knowledge_bases=bases)
        if "knowledge_base" in request.GET:
            form = DraftTargetForm(request.GET, knowledge_bases=bases)
            if form.is_valid():
                return redirect_to_draft(form.cleaned_data["knowledge_base"], form.cleaned_data["query"])
        return TemplateResponse(request, self.template_name, self.get_context_data(form=form, query=query))

    def bases_in(self, language: str) -> KnowledgeBaseQuerySet:
        """Those in the language of the query, if any, else all."""
        bases = bases_to_add_to(self.request.user)
        return bases.filter(locale__language_code=language) or bases

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("querylog:popular"), "label": PopularQueriesView.page_title}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.page_title}]


def redirect_to_draft(base: KnowledgeBase, query: str) -> HttpResponse:
    return redirect(f"{reverse('querylog:draft_in', args=[base.pk])}?{urlencode({'query': query})}")


class DraftView(PageCreateView):
    """Wagtail's form for a new page, with the query as the question."""

    def dispatch(self, request: HttpRequest, base_id: int) -> HttpResponse:
        response: HttpResponse = super().dispatch(
            request, FaqPage._meta.app_label, FaqPage._meta.model_name, base_id
        )
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        self.page.title = capfirst(request.GET.get("query", "").replace("\0", "")[:MAX_TITLE_LENGTH])
        response: HttpResponse = super().get(request)
        return response
