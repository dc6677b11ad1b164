"""What Wagtail's own APIs may show: the pages and files that everyone may see."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from wagtail.api.validators import SiteFilterValidator
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from vraagbaak.knowledge.bases.querysets import site_paths
from vraagbaak.knowledge.faqs.models import FaqPage


def public_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet[Any]:
    """The live pages of the site that everyone may see, whoever asks.

    Replaces Wagtail's `get_public_pages_queryset`, which adds a condition per restriction: with some hundreds of
    restricted pages that is more than SQLite accepts. Raises ValueError when `?site=` means several sites.
    """
    site = SiteFilterValidator(site=request.GET.get("site"), request=request).site_obj
    if site is None:
        return model._default_manager.none()
    of_site = Q()
    for path in site_paths(site):
        of_site |= Q(path__startswith=path)
    return model._default_manager.live().filter(of_site).exclude(pk__in=restricted_pages())


def restricted_pages() -> QuerySet[Any]:
    """The ids of the pages that not everyone may see: restricted themselves or below what is."""
    hidden_faqs = FaqPage.objects.exclude(pk__in=FaqPage.objects.visible_to(AnonymousUser()))
    return below_restricted(
        Page.objects.all(),
        PageViewRestriction.objects.all(),
        of="page",
        besides=Q(pk__in=hidden_faqs.values("pk")),
    ).values("pk")


def restricted_collections() -> QuerySet[Any]:
    """The ids of the collections that not everyone may see."""
    restrictions = CollectionViewRestriction.objects.all()
    return below_restricted(Collection.objects.all(), restrictions, of="collection").values("pk")


def below_restricted(
    tree: QuerySet[Any], restrictions: QuerySet[Any], *, of: str, besides: Q | None = None
) -> QuerySet[Any]:
    """The nodes whose path begins with a restricted path: one condition per depth at which something is
    restricted, instead of one per restriction."""
    condition = besides or Q(pk__in=[])
    steplen = tree.model.steplen
    for depth in restrictions.values_list(f"{of}__depth", flat=True).distinct():
        name = f"ancestor_at_{depth}"
        tree = tree.alias(**{name: Substr("path", 1, depth * steplen)})
        condition |= Q(**{f"{name}__in": restrictions.values(f"{of}__path")})
    return tree.filter(condition)
