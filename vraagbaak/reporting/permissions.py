from collections.abc import Callable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from wagtail.permission_policies import BasePermissionPolicy

User = AbstractBaseUser | AnonymousUser


class ReadingPolicy(BasePermissionPolicy):
    """For what is read and never changed. `may_read` says who may; which part of it they see is up to each view."""

    def __init__(self, model: Any, *, may_read: Callable[[User], bool]) -> None:
        super().__init__(model)
        self.may_read = may_read

    def user_has_permission(self, user: User, action: str) -> bool:
        return action == "view" and self.may_read(user)

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
