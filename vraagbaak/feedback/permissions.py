from typing import Any

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permission_policies import BasePermissionPolicy


class FeedbackPolicy(BasePermissionPolicy):
    """Who works on pages may read what readers thought of them; nobody changes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(user_has_any_page_permission(user))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
