"""Keeps Wagtail's view restrictions equal to the audiences that editors chose."""

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from vraagbaak.audiences.choices import Audience, GroupName


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
