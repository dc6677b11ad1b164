"""Every export of the admin, ours and Wagtail's own: what people typed is text in it, never a formula."""

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "een;=1+1"]
HARMLESS = ["'=1+1", "'+1+1", "'-1+1", "'@SUM(1)", "'\t'=1+1", "een;'=1+1"]
OURS = {
    "servicedesk": {
        "WorkListView",
        "QueueView",
        "DecidedView",
        "DeflectionReportView",
        "RetentionReportView",
    },
    "vraagbaak": {
        "PopularQueriesView",
        "QueriesWithoutResultsView",
        "QueriesWithoutClickView",
        "ReviewReportView",
        "ReviewsOverTimeView",
    },
}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def exporting_views() -> dict[str, Any]:
    """By name; each as its address makes it."""
    found = {}
    for pattern in patterns(get_resolver()):
        view_class = getattr(pattern.callback, "view_class", None)
        if view_class and issubclass(view_class, SpreadsheetExportMixin):
            view = view_class(**pattern.callback.view_initkwargs)
            if view.list_export:
                found[f"{view_class.__module__}.{view_class.__name__}"] = view
    return found


VIEWS = exporting_views()


class Rows(list[Any]):
    """What an export asks of a queryset: to be gone through, and its model, for the headings."""

    model = None


@pytest.fixture(params=VIEWS.values(), ids=VIEWS)
def view(request: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An export in which every field holds a formula, also what the view makes of a field by a function of its own."""
    view = request.param
    view.setup(RequestFactory().get("/"))
    own = {field: dict.fromkeys(view.FORMATS, str) for field in view.custom_field_preprocess}
    monkeypatch.setattr(view, "custom_field_preprocess", own)
    monkeypatch.setattr(view, "to_row_dict", lambda formula: dict.fromkeys(view.list_export, formula))
    return view


def test_all_our_exports_are_among_them() -> None:
    found = {
        root: {name.rpartition(".")[2] for name in VIEWS if name.startswith(f"{root}.")} for root in OURS
    }
    assert found == OURS


def test_csv_holds_no_formula(view: Any) -> None:
    lines = b"".join(view.stream_csv(Rows(FORMULAS))).decode()
    _headings, *rows = csv.reader(lines.splitlines(keepends=True))
    assert rows == [[text] * len(view.list_export) for text in HARMLESS]


def test_workbook_holds_text_and_no_formula(view: Any) -> None:
    output = BytesIO()
    view.write_xlsx(Rows([*FORMULAS, "\x00=1+1"]), output)
    _headings, *rows = load_workbook(output).active.iter_rows()
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert [[cell.value for cell in row] for row in rows] == [
        [text] * len(view.list_export) for text in [*FORMULAS, "=1+1"]
    ]
