"""The digest as an e-mail."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from wagtail.admin.localization import get_available_admin_languages
from wagtail.users.models import UserProfile

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.querysets import FaqPageQuerySet
from vraagbaak.mailing.emails import build_email
from vraagbaak.review.digests.lines import digest_groups
from vraagbaak.review.digests.models import Digest
from vraagbaak.review.digests.pages import escalated_to, owned_by, still_due
from vraagbaak.review.digests.personal_links import admin_url
from vraagbaak.review.digests.recipients import Recipient, recipient_of


def digest_email(digest: Digest, *, today: date) -> EmailMultiAlternatives | None:
    """None when all pages were reviewed in the meantime, or the recipient left."""
    # If the clock was set back, pages that were due then must still count as due.
    today = max(today, digest.day)
    person = recipient_of(digest.user)
    listed = still_due(digest=digest, person=person, today=today) if person else []
    if not (person and listed):
        return None
    shown = {row.page for row in listed}
    with translation.override(mail_language(digest.user)):
        return build_email(
            template="emails/review_digest",
            context={
                "name": digest.user.get_full_name() or digest.user.get_username(),
                "sender": settings.WAGTAIL_SITE_NAME,
                "number": len(shown),
                "groups": digest_groups(user=digest.user, listed=listed, today=today),
                **remaining_pages(person, excluding=shown, today=today),
                "account_url": admin_url("wagtailadmin_account"),
            },
            to=digest.user.email,
            name=f"vraagbaak-review-digest-{digest.pk}-{digest.planned_at:%Y%m%d%H%M%S}",
            from_email=settings.DEFAULT_FROM_EMAIL,
        )


def remaining_pages(person: Recipient, *, excluding: Collection[int], today: date) -> dict[str, Any]:
    """How many other pages are due, which earlier or later digests list, with links to the report."""
    report = admin_url("reviews:report")
    return {
        "more_own": count(owned_by([person], today), excluding),
        "own_url": f"{report}?status=due&mine=on",
        "more_escalated": count(escalated_to([person], today), excluding),
        "all_url": f"{report}?status=due",
    }


def count(parts: Sequence[FaqPageQuerySet], excluding: Collection[int]) -> int:
    return sum(part.filter(live=True).exclude(pk__in=excluding).count() for part in parts)


def mail_language(user: User) -> str:
    """The language in which the user has the admin, if the product is available in it."""
    profile = UserProfile.objects.filter(user=user).first() or UserProfile(user=user)
    with translation.override(settings.LANGUAGE_CODE):
        preferred: str = profile.get_preferred_language()
    return preferred if preferred in dict(get_available_admin_languages()) else settings.LANGUAGE_CODE
