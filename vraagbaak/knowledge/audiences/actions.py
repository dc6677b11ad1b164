"""Derives Wagtail's view restrictions from the audiences that editors chose."""

from collections.abc import Mapping

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from vraagbaak.knowledge.audiences.choices import Audience, GroupName


def restrict_page(*, page: Page, audience: Audience) -> Page:
    """Gives `page` one view restriction that admits `audience`, or none for everyone."""
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
    """The same for many new pages, which have no restriction yet.

    Wagtail logs each restriction that is saved; logging these is left to the caller.
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
