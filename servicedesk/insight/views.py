"""The dashboard "Knowledge and questions", and its figures as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servicedesk.desk.screens import DeskScreen
from servicedesk.insight.choices import FigureName
from servicedesk.insight.dashboard import BUILDERS, figures_of, whole_figure
from servicedesk.insight.exporting import as_csv, as_zip
from servicedesk.insight.forms import InsightForm
from servicedesk.insight.permissions import figures_for, may_view_insight
from servicedesk.insight.scope import Scope
from servicedesk.insight.tiles import tiles_of


class InsightScreen(DeskScreen):
    """What is asked for stands in the address, so that it can be kept and passed on."""

    header_icon = "glasses"
    page_title = _("Knowledge and questions")
    may = staticmethod(may_view_insight)
    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = InsightForm(request.GET, user=request.user, now=timezone.now())
        return self.show(form, **kwargs) if form.is_valid() else self.show_errors(form)

    def show(self, form: InsightForm, **kwargs: Any) -> HttpResponse:
        raise NotImplementedError

    def show_errors(self, form: InsightForm) -> HttpResponse:
        return redirect(f"{reverse('insight:dashboard')}?{self.request.GET.urlencode()}")


class DashboardView(InsightScreen):
    template_name = "servicedesk/insight/dashboard.html"
    index_url_name = "insight:dashboard"

    def show(self, form: InsightForm, **kwargs: Any) -> HttpResponse:
        scope = form.scope
        figures = figures_of(scope)
        tiles = tiles_of(figures, before=lambda name: BUILDERS[name](scope.before))
        return self.render(form=form, scope=scope, figures=figures, tiles=tiles)

    def show_errors(self, form: InsightForm) -> HttpResponse:
        return self.render(form=form)

    def render(self, **given: Any) -> TemplateResponse:
        context = self.get_context_data(**given, chosen=self.request.GET.urlencode())
        return TemplateResponse(self.request, self.template_name, context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class FigureFileView(InsightScreen):
    """One figure as CSV."""

    def show(self, form: InsightForm, **kwargs: Any) -> HttpResponse:
        if kwargs["name"] not in figures_for(self.request.user):
            raise Http404
        figure = whole_figure(form.scope, FigureName(kwargs["name"]))
        return as_file(
            as_csv(figure), kind="text/csv; charset=utf-8", name=file_name(form.scope, figure.name, "csv")
        )


class AllFiguresView(InsightScreen):
    """All figures as CSV in one archive."""

    def show(self, form: InsightForm, **kwargs: Any) -> HttpResponse:
        figures = [whole_figure(form.scope, name) for name in figures_for(self.request.user)]
        return as_file(as_zip(figures), kind="application/zip", name=file_name(form.scope, "all", "zip"))


def file_name(scope: Scope, name: str, ending: str) -> str:
    return f"{name}-{scope.period.first}-{scope.period.last}.{ending}"


def as_file(content: bytes, *, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
