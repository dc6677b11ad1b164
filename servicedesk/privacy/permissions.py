from typing import Any

from wagtail.permission_policies import BasePermissionPolicy

from servicedesk.questions.permissions import may_manage_desk


class RetentionPolicy(BasePermissionPolicy):
    """Who manages the desk may read what is kept and for how long; nobody changes the log."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_manage_desk(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
