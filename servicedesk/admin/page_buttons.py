"""The way from a FAQ page's own menus in the admin to the questions behind it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button

from servicedesk.offices.permissions import may_view_desk
from vraagbaak.knowledge.faqs.models import FaqPage


def header_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from buttons(page, user)


def listing_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from buttons(page, user)


def buttons(page: Any, user: Any) -> Iterator[Button]:
    """Asks nothing of the database beyond what the menu knows of the page already."""
    if page.specific_class is not FaqPage:
        return
    if may_view_desk(user) or page.permissions_for_user(user).can_edit():
        yield Button(
            _("Questions behind this page"),
            reverse("origins:page", args=[page.pk]),
            icon_name="comment",
            priority=67,
        )
