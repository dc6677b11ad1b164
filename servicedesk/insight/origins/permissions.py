"""Who may see what led to a page: who works on it, and who works at the desk and may see it.

Who works on it reads everything: it is their page that did not help. Who works at the desk reads of a page the words
that were written to the own offices, and no others (decision 23).
"""

from wagtail.models import Page

from servicedesk.deflection.permissions import homes_of, whole_offices_of
from servicedesk.offices.permissions import may_view_desk
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.reviews.permissions import reviewable_by


def may_see_origins(page: FaqPage, *, user: User) -> bool:
    if works_on(page, user=user):
        return True
    return bool(may_view_desk(user) and FaqPage.objects.visible_to(user).filter(pk=page.pk).exists())


def works_on(page: FaqPage, *, user: User) -> bool:
    """Edits it, or looks it through."""
    if page.permissions_for_user(user).can_edit():
        return True
    return bool(reviewable_by(user).filter(pk=page.pk).exists())


def questions_read_at(page: FaqPage, *, user: User) -> QuestionQuerySet:
    """Of whatever led to the page, what `user` may read the words of."""
    return Question.objects.all() if works_on(page, user=user) else Question.objects.visible_to(user)


def may_read_reasons(page: FaqPage, *, user: User) -> bool:
    """Of the readers of the page: visitors of its site, to which the office belongs."""
    if works_on(page, user=user):
        return True
    homes = Page.objects.filter(translation_key__in=homes_of(whole_offices_of(user)))
    return any(page.path.startswith(path) for path in homes.values_list("path", flat=True))


def may_add_phrasing(page: FaqPage, *, user: User) -> bool:
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() and not rights.page_locked())
