"""What the site knows already of who asks."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.public.asking.confirmation import confirmed_address


@dataclass(frozen=True)
class Asker:
    """`email` cannot be changed in the form; `portal_user` is the account to which the question will belong."""

    name: str = ""
    email: str = ""
    portal_user: Any = None


def asker_of(request: HttpRequest, office: Office) -> Asker:
    """Staff who try the form out are strangers in it, as far as the office lets strangers ask."""
    user: Any = request.user
    confirmed = (confirmed_address(request) or "") if office.ask_access == AskAccess.CODE else ""
    if audience_of(user) == Audience.PORTAL:
        return Asker(name=user.get_full_name(), email=user.email.lower() or confirmed, portal_user=user)
    return Asker(email=confirmed)
