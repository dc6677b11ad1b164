"""What the steps of asking need to know of a request, read from it once and handed down."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from servicedesk.deflection.visitors import VisitorDigests, visitor_digests
from servicedesk.offices.choices import AskAccess
from servicedesk.offices.models import Office
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import Audience
from website.public.asking.confirmation import address_confirmed_by_code
from website.public.asking.stamps import Stamp, read_stamp
from website.visits.sites import OfficeVisit, visit_office

VISIT_KEY = "visit"


@dataclass(frozen=True)
class Asker:
    """`email` cannot be changed in the form; `portal_user` is the account to which the question will belong."""

    name: str = ""
    email: str = ""
    portal_user: User | None = None


@dataclass(frozen=True)
class AskContext:
    visit: OfficeVisit
    session: SessionBase
    now: datetime
    run_key: str
    """As it came in: anything may stand in it. In the first step it is a stamp."""
    submitted_question: dict[str, str]
    """The title and body that came in with a form of whichever step, unchecked; empty texts when none did."""

    @cached_property
    def stamp(self) -> Stamp | None:
        """With which the form of the first step came in, if it is one of ours."""
        return read_stamp(self.run_key)

    @property
    def office(self) -> Office:
        return self.visit.office

    @property
    def user(self) -> User:
        return self.visit.user

    @property
    def is_member(self) -> bool:
        return self.visit.audience != Audience.EVERYONE

    @property
    def is_portal_user(self) -> bool:
        return self.visit.audience == Audience.PORTAL

    @property
    def may_ask(self) -> bool:
        """As far as that can be told before an e-mail address is confirmed."""
        match AskAccess(self.office.ask_access):
            case AskAccess.CLOSED:
                return False
            case AskAccess.MEMBERS:
                return self.is_member
        return True

    @property
    def must_confirm(self) -> bool:
        """Whether an e-mail address must be confirmed first: on every way to the details, also for a direct POST."""
        return self.office.ask_access == AskAccess.CODE and not self.confirmed_address

    @property
    def confirmed_address(self) -> str:
        """The e-mail address of the account, for members; else the one that a code confirmed less than a day ago."""
        if self.is_member and self.user.email:  # type: ignore[union-attr]
            return str(self.user.email).lower()  # type: ignore[union-attr]
        return address_confirmed_by_code(self.session, now=self.now)

    @cached_property
    def asker(self) -> Asker:
        """Staff who try the form out are strangers to it, as far as the office lets strangers ask."""
        confirmed = self.confirmed_address if self.office.ask_access == AskAccess.CODE else ""
        if self.is_portal_user:
            user = self.user
            return Asker(user.get_full_name(), user.email.lower() or confirmed, user)  # type: ignore[union-attr]
        return Asker(email=confirmed)

    @cached_property
    def visitor(self) -> VisitorDigests:
        """Only made where something is counted: it marks the session of a visitor without an account."""
        if self.user.is_authenticated:
            user_id, token = self.user.pk, self.session.get(VISIT_KEY, "")
        else:
            user_id, token = None, self.session.setdefault(VISIT_KEY, secrets.token_urlsafe(16))
        return visitor_digests(user_id=user_id, token=token, now=self.now)


def ask_context(request: HttpRequest, *, may_be_remembered: bool = False) -> AskContext:
    """Raises Http404 on a site without an office."""
    return AskContext(
        visit=visit_office(request, may_be_remembered=may_be_remembered),
        session=request.session,
        now=timezone.now(),
        run_key=request.POST.get("run", "") or request.GET.get("run", ""),
        submitted_question={name: request.POST.get(name, "") for name in ("title", "body")},
    )
