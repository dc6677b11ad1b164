"""The loop in one line on the admin's front page."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from servicedesk.insight.periods import Period
from servicedesk.insight.prevented import prevented_per_week, together
from servicedesk.insight.scope import Scope
from servicedesk.offices.permissions import may_promote
from servicedesk.triage.statistics import count_waiting

DAYS = 28


class InsightPanel(Component):
    name = "insight"
    template_name = "servicedesk/insight/home_panel.html"
    order = 95

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        period = Period(today - timedelta(days=DAYS - 1), today)
        weeks = prevented_per_week(Scope(user=user, now=timezone.now(), period=period))
        return {
            "figures": together(weeks.values()),
            "weeks": DAYS // 7,
            "waiting": count_waiting(user=user) if may_promote(user) else None,
            "url": reverse("insight:dashboard"),
        }
