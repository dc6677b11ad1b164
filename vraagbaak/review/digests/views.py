"""Where the links in a digest lead; who follows one has logged in, since it is an address of the admin."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.digests.links import VALID_FOR, read_link
from vraagbaak.review.reviews.permissions import reviewable_by


class LinkView(View):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = read_link(token)
        except SignatureExpired:
            messages.error(request, _("This link is older than %(days)d days.") % {"days": VALID_FOR.days})
            return redirect("reviews:report")
        except BadSignature:
            messages.error(request, _("This link is incomplete or damaged."))
            return redirect("reviews:report")
        if link.user_id != request.user.pk:
            told = _("This link was meant for somebody else. What you do here is done in your own name.")
            messages.warning(request, told)
        return lead_to_review(request, page_id=link.page_id)


def lead_to_review(request: HttpRequest, *, page_id: int) -> HttpResponse:
    """To the review of a published page, to the editor of one that is published no longer, as far as the user may."""
    if reviewable_by(request.user).filter(pk=page_id).exists():
        return redirect("reviews:review", page_id)
    page = FaqPage.objects.filter(pk=page_id, live=False).first()
    if page and page.permissions_for_user(request.user).can_edit():
        messages.warning(request, _("This page is no longer published."))
        return redirect("wagtailadmin_pages:edit", page_id)
    messages.warning(request, _("This page was deleted, is no longer published, or is not yours to review."))
    return redirect("reviews:report")
