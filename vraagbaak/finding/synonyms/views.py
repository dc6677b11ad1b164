"""The list of synonyms in the admin, with import from and export to a spreadsheet."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from vraagbaak.finding.synonyms.actions import ImportResult
from vraagbaak.finding.synonyms.choices import content_languages
from vraagbaak.finding.synonyms.expressions import SIDE_CHARACTERS
from vraagbaak.finding.synonyms.forms import ImportForm
from vraagbaak.finding.synonyms.models import Synonym
from vraagbaak.finding.synonyms.reading import COLUMNS
from vraagbaak.reporting.spreadsheets import csv_lines

SHOWN_BAD_LINES = 200
BYTE_ORDER_MARK = "\ufeff"


def first_language() -> str:
    codes = [code for code, _name in content_languages()]
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in codes else codes[0]


class SynonymIndexView(generic.IndexView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = [*super().header_more_buttons]
        if self.user_has_permission("add"):
            buttons.append(
                HeaderButton(
                    _("Import a list"), url=reverse("synonyms:import"), icon_name="upload", priority=80
                )
            )
        buttons.append(
            HeaderButton(
                _("Export as CSV"), url=reverse("synonyms:export"), icon_name="download", priority=90
            )
        )
        return buttons


class SynonymCreateView(generic.CreateView):
    def get_initial_form_instance(self) -> Synonym:
        """Filled in by links from the reports on searches: `?written=…&language=…`."""
        given = self.request.GET
        languages = dict(content_languages())
        language = given.get("language", "")
        return Synonym(
            written=given.get("written", "").replace("\0", "")[:SIDE_CHARACTERS],
            means=given.get("means", "").replace("\0", "")[:SIDE_CHARACTERS],
            language=language if language in languages else first_language(),
        )


class SynonymDeleteView(generic.DeleteView):
    @property
    def confirmation_message(self) -> str:
        return _(
            "Visitors who type these words will no longer find the pages with the other ones. Are you sure?"
        )

    def get_usage_url(self) -> None:
        """None: nothing refers to a synonym."""


class SynonymScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    model = Synonym
    header_icon = "resubmit"


class SynonymImportView(SynonymScreen):
    template_name = "vraagbaak/finding/synonyms/import.html"
    page_title = gettext_lazy("Import synonyms")
    permission_required = "add"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(ImportForm(initial={"language": first_language()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        if form.replaces and not self.user_has_permission("delete"):
            form.add_error("method", _("You may add synonyms, but not delete them."))
            return self.show(form)
        result = form.save(user=request.user)
        if result.bad:
            return self.show(form, result=result)
        messages.success(request, sentence(result))
        return redirect("synonyms:index")

    def show(self, form: ImportForm, result: ImportResult | None = None) -> TemplateResponse:
        context: dict[str, Any] = {"form": form, "media": form.media}
        if result:
            context |= {
                "result": result,
                "sentence": sentence(result),
                "bad_lines": result.bad[:SHOWN_BAD_LINES],
                "more_bad_lines": max(len(result.bad) - SHOWN_BAD_LINES, 0),
            }
        return TemplateResponse(self.request, self.template_name, self.get_context_data(**context))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("synonyms:index"), "label": _("Synonyms")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]


def sentence(result: ImportResult) -> str:
    """The result for the list as a whole."""
    bad = len(result.bad)
    if not result.done:
        return ngettext(
            "Nothing was changed, because %(bad)d line is wrong.",
            "Nothing was changed, because %(bad)d lines are wrong.",
            bad,
        ) % {"bad": bad}
    counts = {
        "created": len(result.created),
        "unchanged": result.unchanged,
        "removed": len(result.removed),
        "bad": bad,
    }
    return (
        _("%(created)d added, %(unchanged)d were there already, %(removed)d deleted, %(bad)d left out.")
        % counts
    )


class SynonymExportView(SynonymScreen):
    """The whole list, in the format of the import."""

    any_permission_required = ["add", "change", "delete", "view"]

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        response = StreamingHttpResponse(exported(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="synoniemen.csv"'
        return response


def exported() -> Iterator[str]:
    # Without this mark Excel does not recognise UTF-8.
    yield BYTE_ORDER_MARK
    rows = Synonym.objects.order_by("language", "written", "pk").values_list(*COLUMNS)
    yield from csv_lines(chain([COLUMNS], rows.iterator(chunk_size=1000)), delimiter=";")
