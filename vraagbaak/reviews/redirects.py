"""Where the readers of a retired page are led."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from vraagbaak.audiences.choices import Audience
from vraagbaak.faqs.models import FaqPage


def redirect_readers(*, page: FaqPage, lead_to: Page) -> Redirect:
    """From the address of the page, for as long as it stands: a permanent one would outlive its being taken back."""
    site_id, _root, path = page.get_url_parts()
    redirect, _created = Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(path),
        site=Site.objects.get(pk=site_id),
        defaults={"redirect_page": lead_to, "redirect_link": "", "is_permanent": False},
    )
    return redirect


def may_lead_to(*, page: FaqPage, target: Page) -> bool:
    """Whether every reader of `page` may see `target`, whose address the redirect would tell (rule 5)."""
    # A topic has no audience of its own.
    kept = target if hasattr(target, "audience") else target.get_parent().specific
    audience = getattr(kept, "effective_audience", getattr(kept, "audience", Audience.EVERYONE))
    return bool(target.live and Audience(audience) in Audience(page.effective_audience).visible)
