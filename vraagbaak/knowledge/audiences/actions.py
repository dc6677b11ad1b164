"""Keeps Wagtail's view restrictions equal to the audiences that editors chose."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from vraagbaak.knowledge.audiences.choices import Audience, GroupName


def restrict_page(*, page: Page, audience: Audience) -> Page:
    """Gives `page` the one view restriction that lets `audience` in, or none for everyone."""
    restriction = page.view_restrictions.first()
    if audience == Audience.EVERYONE:
        if restriction:
            page.view_restrictions.all().delete()
        return page
    restriction = restriction or PageViewRestriction(page=page)
    restriction.restriction_type = PageViewRestriction.GROUPS
    restriction.save()
    restriction.groups.set(Group.objects.filter(name__in=GroupName.admitted_to(audience)))
    return page


def restrict_new_pages(*, audiences: Mapping[Page, Audience]) -> list[PageViewRestriction]:
    """The same for many pages that were just made and have no restriction yet.

    Wagtail logs a restriction when one is saved; these are not logged, which is left to the caller.
    """
    narrowed = {page: audience for page, audience in audiences.items() if audience != Audience.EVERYONE}
    restrictions = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type=PageViewRestriction.GROUPS) for page in narrowed
    )
    admitted = {
        audience: Group.objects.filter(name__in=GroupName.admitted_to(audience))
        for audience in set(narrowed.values())
    }
    through = PageViewRestriction.groups.through
    through.objects.bulk_create(
        through(pageviewrestriction=restriction, group=group)
        for restriction, audience in zip(restrictions, narrowed.values(), strict=True)
        for group in admitted[audience]
    )
    return restrictions
