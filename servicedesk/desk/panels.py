"""What agents see of the desk on the admin's front page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from servicedesk.desk.work_lists import WorkList, count_work_lists
from servicedesk.offices.permissions import may_promote
from servicedesk.triage.statistics import count_waiting

SHOWN = [WorkList.MINE, WorkList.OVERDUE, WorkList.UNASSIGNED]


def shown(counts: dict[str, int]) -> list[WorkList]:
    """What is held back is told of only when there is something to decide."""
    return [*SHOWN, WorkList.HELD] if counts[WorkList.HELD] else SHOWN


class DeskPanel(Component):
    name = "servicedesk"
    template_name = "servicedesk/desk/desk_panel.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        counts = count_work_lists(user=self.request.user, now=timezone.now())
        rows = [
            {
                "work_list": work_list,
                "label": work_list.label,
                "count": counts[work_list],
                "url": reverse("questions:list", args=[work_list]),
            }
            for work_list in shown(counts)
        ]
        return {"rows": [*rows, *self.triage_row()]}

    def triage_row(self) -> list[dict[str, Any]]:
        if not may_promote(self.request.user):
            return []
        waiting = count_waiting(user=self.request.user)
        return [{"label": _("In triage"), "count": waiting, "url": reverse("triage:index")}]
