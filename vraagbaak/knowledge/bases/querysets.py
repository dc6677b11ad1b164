from typing import Self

from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Locale, Site
from wagtail.query import PageQuerySet

from vraagbaak.knowledge.audiences.access import User, audience_of


class SitePageQuerySet(PageQuerySet):
    """Pages below the home pages of a site."""

    def of_site(self, site: Site) -> Self:
        """In all languages of the site: below its home page and below that page's translations."""
        roots = Q()
        for path in site_paths(site):
            roots |= Q(path__startswith=path)
        return self.filter(roots)

    def in_language(self, locale: Locale) -> Self:
        return self.filter(locale=locale)


class KnowledgeBaseQuerySet(SitePageQuerySet):
    def visible_to(self, user: User) -> Self:
        """The published knowledge bases that `user` may see (rule 5)."""
        return self.live().filter(audience__in=audience_of(user).visible)


class TopicQuerySet(SitePageQuerySet):
    def visible_to(self, user: User) -> Self:
        """The published topics with a published page that `user` may see (rule 5)."""
        faqs = self.model._meta.get_field("faqs").related_model.objects
        return self.live().filter(Exists(faqs.visible_to(user).filter(topic=OuterRef("pk"))))

    def with_count_for(self, user: User) -> Self:
        """Annotated with `faq_count`: how many published pages of the topic `user` may see."""
        seen = Q(faqs__live=True, faqs__effective_audience__in=audience_of(user).visible)
        return self.annotate(faq_count=Count("faqs", filter=seen))


def site_paths(site: Site) -> list[str]:
    """The tree paths of the site's home page and its translations; cached on the site, for one request."""
    if not hasattr(site, "_tree_paths"):
        homes = site.root_page.get_translations(inclusive=True)
        site._tree_paths = list(homes.values_list("path", flat=True))
    return site._tree_paths
