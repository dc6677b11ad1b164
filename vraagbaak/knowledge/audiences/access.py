"""Which audience somebody belongs to."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from vraagbaak.knowledge.audiences.choices import Audience, GroupName

User = AbstractBaseUser | AnonymousUser


def audience_of(user: User) -> Audience:
    """The narrowest audience that `user` belongs to; queried once per user object."""
    if not user.is_authenticated or not getattr(user, "is_active", False):
        return Audience.EVERYONE
    if not hasattr(user, "_audience"):
        user._audience = find_audience(user)  # type: ignore[attr-defined]
    return user._audience  # type: ignore[attr-defined]


def find_audience(user: User) -> Audience:
    if user.is_superuser:  # type: ignore[union-attr]
        return Audience.AGENTS
    names = set(user.groups.values_list("name", flat=True))  # type: ignore[union-attr]
    if names.intersection(GroupName.staff()):
        return Audience.AGENTS
    return Audience.PORTAL if GroupName.PORTAL_USERS in names else Audience.EVERYONE
