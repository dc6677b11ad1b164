"""The report in the menu of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem

from vraagbaak.reviewhistory.models import ReviewDay
from vraagbaak.reviewhistory.permissions import ReviewHistoryPolicy
from vraagbaak.reviewhistory.views import ReviewsOverTimeView

ORDER = 1310
"""After the reports on searches."""


class ReviewsOverTimeMenuItem(MenuItem):
    def __init__(self) -> None:
        view = ReviewsOverTimeView
        url = reverse(view.index_url_name)
        name = view.index_url_name.replace(":", "-")
        super().__init__(view.page_title, url, name=name, icon_name=view.header_icon, order=ORDER)

    def is_shown(self, request: HttpRequest) -> bool:
        return ReviewHistoryPolicy(ReviewDay).user_has_permission(request.user, "view")
