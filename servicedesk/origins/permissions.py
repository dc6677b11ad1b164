"""Who may see what led to a page: who works on it, and who works at the desk and may see it."""

from typing import Any

from servicedesk.questions.permissions import may_view_desk
from vraagbaak.faqs.models import FaqPage
from vraagbaak.reviews.permissions import reviewable_by


def may_see_origins(page: FaqPage, *, user: Any) -> bool:
    if page.permissions_for_user(user).can_edit():
        return True
    if may_view_desk(user) and FaqPage.objects.visible_to(user).filter(pk=page.pk).exists():
        return True
    return bool(reviewable_by(user).filter(pk=page.pk).exists())


def may_add_phrasing(page: FaqPage, *, user: Any) -> bool:
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() and not rights.page_locked())
