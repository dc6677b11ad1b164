"""What this browser typed and did not send yet, and what it asked; both in its session.

Each run has its own draft, so two tabs do not overwrite each other. A portal user's is also kept in the database, so
that it can be finished on another device. Who asks is never kept here.
"""

from django.contrib.sessions.backends.base import SessionBase

from servicedesk.asking import drafts
from servicedesk.asking.forms import MAX_BODY_LENGTH
from servicedesk.asking.models import AskDraft
from website.public.asking.context import AskContext

SESSION_KEY = "ask_drafts"
ASKED_KEY = "asked_runs"
MAX_DRAFTS = 5
MAX_TITLE_LENGTH = 255


def keep_draft(ask: AskContext, *, key: str, title: str, body: str) -> None:
    kept = ask.session.get(SESSION_KEY, {})
    kept.pop(key, None)
    kept[key] = {"title": title, "body": body}
    ask.session[SESSION_KEY] = dict(list(kept.items())[-MAX_DRAFTS:])
    keep_for_other_devices(ask, title=title, body=body)


def keep_submitted(ask: AskContext, key: str) -> None:
    """Keeps the question of a form that is not taken now, as it was typed."""
    if any(ask.submitted_question.values()):
        keep_draft(ask, key=key, **ask.submitted_question)


def draft_of(ask: AskContext, key: str) -> dict[str, str] | None:
    return ask.session.get(SESSION_KEY, {}).get(key)


def drop_draft(ask: AskContext, key: str) -> None:
    """Once the question was asked or answered."""
    kept = ask.session.get(SESSION_KEY, {})
    if kept.pop(key, None):
        ask.session[SESSION_KEY] = kept
    drop_for_other_devices(ask)


def forget_drafts(session: SessionBase) -> None:
    """Everything that was typed and not sent; what is kept for other devices is erased with the account's data."""
    session.pop(SESSION_KEY, None)


def keep_for_other_devices(ask: AskContext, *, title: str, body: str) -> None:
    if ask.is_portal_user:
        title, body = (text.replace("\0", "") for text in (title[:MAX_TITLE_LENGTH], body[:MAX_BODY_LENGTH]))
        drafts.keep_draft(office=ask.office, user=ask.user, title=title, body=body, now=ask.now)


def draft_of_other_device(ask: AskContext) -> AskDraft | None:
    return drafts.draft_of(office=ask.office, user=ask.user) if ask.is_portal_user else None


def drop_for_other_devices(ask: AskContext) -> None:
    if ask.is_portal_user:
        drafts.drop_draft(office=ask.office, user=ask.user)


def finish_draft(ask: AskContext, key: str) -> None:
    """Its question was asked: the draft goes, and this browser is known as the one that asked."""
    drop_draft(ask, key)
    ask.session[ASKED_KEY] = [*ask.session.get(ASKED_KEY, []), key][-MAX_DRAFTS:]


def has_asked(ask: AskContext, key: str) -> bool:
    return key in ask.session.get(ASKED_KEY, [])


def last_asked(ask: AskContext) -> str:
    """The key of the run with which this browser asked last; empty when it asked nothing."""
    asked = ask.session.get(ASKED_KEY, [])
    return asked[-1] if asked else ""


def forget_asked(session: SessionBase) -> None:
    session.pop(ASKED_KEY, None)
