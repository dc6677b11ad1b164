"""Who may see which figures.

Who works at the desk sees all figures of the own offices (a manager of all offices). Who works on pages, without the
desk, sees what the knowledge did: what agents said about it and what it prevented, in the knowledge bases that stand
among the own pages. What visitors search for is for who works on pages, as in the reports on searches. Others see
nothing.
"""

from typing import Any

from wagtail.admin.auth import user_has_any_page_permission

from servicedesk.deflection.permissions import bases_measured_for, may_view_deflection, whole_offices_of
from servicedesk.insight.choices import OF_DESK, OF_SEARCHES, FigureName
from servicedesk.offices.permissions import may_view_desk
from vraagbaak.knowledge.audiences.access import User


def may_view_insight(user: User) -> bool:
    return may_view_deflection(user)


def figures_for(user: User) -> list[FigureName]:
    hidden = [] if may_view_desk(user) else OF_DESK
    searches = [] if user_has_any_page_permission(user) else OF_SEARCHES
    return [name for name in FigureName if name not in [*hidden, *searches]]


def offices_seen_by(user: User) -> Any:
    """The offices of which `user` sees the figures of the desk."""
    return whole_offices_of(user).order_by("name")


def bases_seen_by(user: User) -> Any:
    """The knowledge bases of which `user` sees the figures."""
    return bases_measured_for(user)
