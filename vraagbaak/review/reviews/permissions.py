"""Who may review which pages: their editors, their owners, and the managers of their knowledge base."""

from typing import Any

from django.db.models import Q
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permission_policies.pages import PagePermissionPolicy

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet, owned


def may_see_reviews(user: User) -> bool:
    """Whether somebody may edit any page or owns one; which pages they see follows from `reviewable_by`."""
    return bool(
        user.is_active
        and (
            user_has_any_page_permission(user)
            or FaqPage.objects.filter(Q(knowledge_base__manager=user) | owned(user)).exists()
        )
    )


def reviewable_by(user: Any) -> FaqPageQuerySet:
    """The published pages that `user` may both see and review."""
    pages = FaqPage.objects.visible_to(user)
    if user.is_superuser:
        return pages
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change").order_by()
    own = owned(user) | Q(knowledge_base__manager=user)
    return pages.filter(Q(pk__in=editable.values("pk")) | own)


def bases_reviewed_by(user: Any) -> KnowledgeBaseQuerySet:
    """The published knowledge bases of which `user` may edit pages, or which `user` manages."""
    bases = KnowledgeBase.objects.visible_to(user).order_by("title")
    if user.is_superuser:
        return bases
    editable = PagePermissionPolicy().instances_user_has_any_permission_for(
        user, {"add", "change", "publish"}
    )
    return bases.filter(Q(pk__in=editable.order_by().values("pk")) | Q(manager=user))
