"""Of which knowledge bases somebody may see the history of reviews."""

from typing import Any

from wagtail.permission_policies.pages import PagePermissionPolicy

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet


def bases_explored_by(user: User) -> KnowledgeBaseQuerySet:
    """The knowledge bases that `user` sees in the page explorer of the admin."""
    pages = PagePermissionPolicy().explorable_instances(user)
    return KnowledgeBase.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title")


def of_bases(rows: Any, *, user: Any) -> Any:
    """The `rows` of knowledge bases that `user` may see; superusers also see those of deleted ones."""
    return rows if user.is_superuser else rows.filter(knowledge_base__in=bases_explored_by(user).order_by())
