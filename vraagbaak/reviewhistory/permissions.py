"""Who may read how reviews went over time, and of which knowledge bases."""

from typing import Any

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from vraagbaak.bases.models import KnowledgeBase
from vraagbaak.bases.querysets import KnowledgeBaseQuerySet


class ReviewHistoryPolicy(BasePermissionPolicy):
    """Who works on pages may read it; nobody changes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(user_has_any_page_permission(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def bases_explored_by(user: Any) -> KnowledgeBaseQuerySet:
    """The knowledge bases that `user` sees among the pages of the admin."""
    pages = PagePermissionPolicy().explorable_instances(user)
    return KnowledgeBase.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title")


def of_bases(rows: Any, *, user: Any) -> Any:
    """Of `rows` with a knowledge base those that `user` may read; who may read all reads of deleted ones too."""
    return rows if user.is_superuser else rows.filter(knowledge_base__in=bases_explored_by(user).order_by())
