from typing import Any

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from vraagbaak.reviews.permissions import may_see_reviews
from vraagbaak.reviews.report import ReviewReportView


class ReviewReportMenuItem(MenuItem):
    """The report of reviews, first among the reports."""

    def __init__(self) -> None:
        super().__init__(
            ReviewReportView.page_title,
            reverse(ReviewReportView.index_url_name),
            name="reviews",
            icon_name=ReviewReportView.header_icon,
            order=50,
        )

    def is_shown(self, request: Any) -> bool:
        return may_see_reviews(request.user)
