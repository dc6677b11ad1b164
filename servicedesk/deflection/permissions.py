"""Who may read the figures of deflection: agents those of their offices, editors those of their knowledge bases."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.models import Page

from servicedesk.offices.models import Office
from servicedesk.offices.permissions import may_view_desk
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.review.history.permissions import bases_explored_by


def may_view_deflection(user: User) -> bool:
    """Anybody who works at the desk or on pages; the functions below say which figures."""
    return bool(may_view_desk(user) or user_has_any_page_permission(user))


def whole_offices_of(user: User) -> QuerySet[Office]:
    """The offices of which `user` may read everything: those at whose desk the user works."""
    return Office.objects.visible_to(user) if may_view_desk(user) else Office.objects.none()


def bases_measured_for(user: User) -> QuerySet[KnowledgeBase]:
    """Those on the sites of these offices, in all languages, and those that `user` sees among the pages."""
    homes = Page.objects.filter(translation_key__in=homes_of(whole_offices_of(user)))
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    at_office = Exists(homes.annotate(base_path=path).filter(base_path__startswith=F("path")))
    edited = Q(pk__in=bases_explored_by(user).order_by().values("pk"))
    return KnowledgeBase.objects.filter(Q(at_office) | edited).order_by("title")


def homes_of(offices: QuerySet[Office]) -> Any:
    return offices.order_by().values("site__root_page__translation_key")


def offices_measured_for(user: User) -> QuerySet[Office]:
    """Those whose site has a knowledge base of which `user` may read the figures."""
    bases = KnowledgeBase.objects.filter(pk__in=bases_explored_by(user).order_by().values("pk"))
    holds_one = Exists(bases.filter(path__startswith=OuterRef("site__root_page__path")))
    whole = Q(pk__in=whole_offices_of(user).order_by().values("pk"))
    return Office.objects.filter(whole | Q(holds_one)).order_by("name")
