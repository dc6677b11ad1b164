"""In which knowledge bases somebody may answer the queries of visitors."""

from wagtail.permission_policies.pages import PagePermissionPolicy

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet


def bases_to_add_to(user: User) -> KnowledgeBaseQuerySet:
    """The knowledge bases in which `user` may create a page."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    return KnowledgeBase.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title")
