"""Reviews on the home page of the admin: the user's own, and the knowledge bases against their targets."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from vraagbaak.review.reviews.permissions import bases_reviewed_by, reviewable_by
from vraagbaak.review.reviews.shares import height_of, share_bars

MAX_PAGES = 5


class ReviewSummaryPanel(Component):
    name = "reviews"
    template_name = "vraagbaak/review/reviews/home_panel.html"
    order = 95

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        mine = reviewable_by(user).owned_by(user).due_or_to_change(today)
        pages = mine.by_urgency(today).select_related("knowledge_base").defer("answer", "agent_note")
        bars = share_bars(bases=bases_reviewed_by(user), today=today)
        report = reverse("reviews:report")
        return {
            "today": today,
            "count": mine.count(),
            "pages": [(page, (today - page.review_on).days) for page in pages[:MAX_PAGES]],
            "mine_url": f"{report}?mine=on",
            "report_url": report,
            "bars": bars,
            "height": height_of(bars),
        }
