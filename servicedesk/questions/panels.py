"""What agents see of the desk on the admin's front page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from servicedesk.questions.worklists import WorkList, count_work_lists

SHOWN = [WorkList.MINE, WorkList.OVERDUE, WorkList.UNASSIGNED]


class DeskPanel(Component):
    name = "servicedesk"
    template_name = "servicedesk/questions/desk_panel.html"
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
            for work_list in SHOWN
        ]
        return {"rows": rows}
