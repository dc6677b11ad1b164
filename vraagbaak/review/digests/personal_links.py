"""The personal link to the review of a page: it holds its recipient, and gives no rights by itself."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.faqs.models import FaqPage

SALT = "vraagbaak.digests.link"
VALID_FOR = timedelta(days=180)


class PersonalLink(NamedTuple):
    user_id: int
    page_id: int


def personal_url(*, user: User, page: FaqPage) -> str:
    return admin_url("reviews:link", link_token(user=user, page=page))


def link_token(*, user: User, page: FaqPage) -> str:
    return signing.dumps([user.pk, page.pk], salt=SALT)


def read_link(token: str) -> PersonalLink:
    """Raises SignatureExpired when it is too old, and BadSignature when it was altered."""
    return PersonalLink(*signing.loads(token, salt=SALT, max_age=VALID_FOR))


def admin_url(name: str, *arguments: Any) -> str:
    return str(settings.WAGTAILADMIN_BASE_URL) + reverse(name, args=arguments)
