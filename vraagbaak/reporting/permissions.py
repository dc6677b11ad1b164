from collections.abc import Callable
from typing import Any

from wagtail.permission_policies import BasePermissionPolicy


class ReadingPolicy(BasePermissionPolicy):
    """For what is read and not changed: `may_read` tells whether a user may; what of it, each view tells itself."""

    def __init__(self, model: Any, *, may_read: Callable[[Any], bool]) -> None:
        super().__init__(model)
        self.may_read = may_read

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and self.may_read(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
