"""Who can enter the admin, and so can own pages."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q, QuerySet


def colleagues() -> QuerySet[Any]:
    """The active users who may enter the admin, by name: not the members who only log in to the portal."""
    entering = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    by_group = Exists(entering.filter(group__user=OuterRef("pk")))
    by_hand = Exists(entering.filter(user=OuterRef("pk")))
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(Q(is_superuser=True) | by_group | by_hand).order_by("last_name", "username")
