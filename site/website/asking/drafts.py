"""What an asker typed in the first step, kept in the session until it is sent.

Each run has its own draft, so two tabs do not overwrite each other. Who asks is never kept here.
"""

from django.http import HttpRequest

SESSION_KEY = "ask_drafts"
ASKED_KEY = "asked_runs"
MOST_DRAFTS = 5


def keep_draft(request: HttpRequest, *, key: str, title: str, body: str) -> None:
    drafts = request.session.get(SESSION_KEY, {})
    drafts.pop(key, None)
    drafts[key] = {"title": title, "body": body}
    request.session[SESSION_KEY] = dict(list(drafts.items())[-MOST_DRAFTS:])


def draft_of(request: HttpRequest, key: str) -> dict[str, str] | None:
    return request.session.get(SESSION_KEY, {}).get(key)


def drop_draft(request: HttpRequest, key: str) -> None:
    drafts = request.session.get(SESSION_KEY, {})
    if drafts.pop(key, None):
        request.session[SESSION_KEY] = drafts


def remember_asked(request: HttpRequest, key: str) -> None:
    request.session[ASKED_KEY] = [*request.session.get(ASKED_KEY, []), key][-MOST_DRAFTS:]


def has_asked(request: HttpRequest, key: str) -> bool:
    return key in request.session.get(ASKED_KEY, [])
