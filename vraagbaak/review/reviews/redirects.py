"""The redirect from a retired page."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.faqs.required_audience import required_audience


def redirect_readers(*, page: FaqPage, lead_to: Page) -> Redirect:
    """From the URL of the page; temporary, since browsers would keep a permanent one after an undo."""
    site_id, _root, path = page.get_url_parts()
    redirect, _created = Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(path),
        site=Site.objects.get(pk=site_id),
        defaults={"redirect_page": lead_to, "redirect_link": "", "is_permanent": False},
    )
    return redirect


def may_lead_to(*, page: FaqPage, target: Page) -> bool:
    """Whether every reader of `page` may see `target` (rule 5)."""
    return bool(target.live and required_audience(target) in required_audience(page).visible)
