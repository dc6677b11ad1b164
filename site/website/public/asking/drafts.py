"""What an asker typed in the first step, kept in the session until it is sent.

Each run has its own draft, so two tabs do not overwrite each other. A portal user's is also kept in the database, so
that another device goes on with it. Who asks is never kept here.
"""

from django.http import HttpRequest
from django.utils import timezone

from servicedesk.asking import drafts
from servicedesk.asking.forms import MAX_BODY_LENGTH
from servicedesk.asking.models import AskDraft
from vraagbaak.knowledge.audiences.access import audience_of
from vraagbaak.knowledge.audiences.choices import Audience
from website.visits.offices import remembered_office

SESSION_KEY = "ask_drafts"
ASKED_KEY = "asked_runs"
MAX_DRAFTS = 5
MAX_TITLE_LENGTH = 255


def keep_draft(request: HttpRequest, *, key: str, title: str, body: str) -> None:
    kept = request.session.get(SESSION_KEY, {})
    kept.pop(key, None)
    kept[key] = {"title": title, "body": body}
    request.session[SESSION_KEY] = dict(list(kept.items())[-MAX_DRAFTS:])
    keep_for_other_devices(request, title=title, body=body)


def draft_of(request: HttpRequest, key: str) -> dict[str, str] | None:
    return request.session.get(SESSION_KEY, {}).get(key)


def drop_draft(request: HttpRequest, key: str) -> None:
    """The question was sent or answered."""
    kept = request.session.get(SESSION_KEY, {})
    if kept.pop(key, None):
        request.session[SESSION_KEY] = kept
    drop_for_other_devices(request)


def forget_drafts(request: HttpRequest) -> None:
    """All that was typed and not sent; what is kept for other devices goes with the account's data."""
    request.session.pop(SESSION_KEY, None)


def keep_for_other_devices(request: HttpRequest, *, title: str, body: str) -> None:
    office = remembered_office(request)
    if office and is_kept_for(request):
        title, body = (text.replace("\0", "") for text in (title[:MAX_TITLE_LENGTH], body[:MAX_BODY_LENGTH]))
        drafts.keep_draft(office=office, user=request.user, title=title, body=body, now=timezone.now())


def draft_of_other_device(request: HttpRequest) -> AskDraft | None:
    office = remembered_office(request)
    if not (office and is_kept_for(request)):
        return None
    return drafts.draft_of(office=office, user=request.user)


def drop_for_other_devices(request: HttpRequest) -> None:
    office = remembered_office(request)
    if office and is_kept_for(request):
        drafts.drop_draft(office=office, user=request.user)


def is_kept_for(request: HttpRequest) -> bool:
    return audience_of(request.user) == Audience.PORTAL


def remember_asked(request: HttpRequest, key: str) -> None:
    request.session[ASKED_KEY] = [*request.session.get(ASKED_KEY, []), key][-MAX_DRAFTS:]


def has_asked(request: HttpRequest, key: str) -> bool:
    return key in request.session.get(ASKED_KEY, [])


def forget_asked(request: HttpRequest) -> None:
    request.session.pop(ASKED_KEY, None)


def last_asked(request: HttpRequest) -> str:
    """The key of the run that this browser asked with last; empty when it asked nothing."""
    asked = request.session.get(ASKED_KEY, [])
    return asked[-1] if asked else ""
