"""Who may read what visitors search for, and in which knowledge bases somebody may answer it."""

from typing import Any

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from vraagbaak.audiences.access import User
from vraagbaak.bases.models import KnowledgeBase
from vraagbaak.bases.querysets import KnowledgeBaseQuerySet


class QueryLogPolicy(BasePermissionPolicy):
    """Who works on pages may read the reports; nobody changes what they hold."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(user_has_any_page_permission(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def bases_to_add_to(user: User) -> KnowledgeBaseQuerySet:
    """The knowledge bases in which `user` may make a page."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return KnowledgeBase.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title")
