"""Follows the personal links in a digest; these are URLs of the admin, so the user has logged in."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.digests.personal_links import VALID_FOR, read_link
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
            warning = _("This link was meant for somebody else. What you do here is done in your own name.")
            messages.warning(request, warning)
        return lead_to_review(request, page_id=link.page_id)


def lead_to_review(request: HttpRequest, *, page_id: int) -> HttpResponse:
    """To the review of a published page, or to the editor of an unpublished one, as far as the user is allowed."""
    if reviewable_by(request.user).filter(pk=page_id).exists():
        return redirect("reviews:review", page_id)
    page = FaqPage.objects.filter(pk=page_id, live=False).first()
    if page and page.permissions_for_user(request.user).can_edit():
        messages.warning(request, _("This page is no longer published."))
        return redirect("wagtailadmin_pages:edit", page_id)
    messages.warning(request, _("This page was deleted, is no longer published, or is not yours to review."))
    return redirect("reviews:report")
