"""Proof of work for offices that get much spam (ALTCHA): the browser computes, and only this server is involved."""

import base64
import json

import altcha
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_altcha import get_altcha_challenge  # type: ignore[import-untyped]

# On average half of these are needed: less than a second on a cheap telephone.
MAX_TRIES = 50_000
MAX_PAYLOAD_LENGTH = 2000


@never_cache
@require_safe
def ask_work(request: HttpRequest) -> JsonResponse:
    """A new challenge. The form fetches one, and another when the first has expired."""
    return JsonResponse(get_altcha_challenge(max_number=MAX_TRIES).to_dict())


def work_was_done(payload: str) -> bool:
    """Whether a challenge of ours was solved in time, and is handed in for the first time."""
    if not payload or len(payload) > MAX_PAYLOAD_LENGTH:
        return False
    try:
        solved = json.loads(base64.b64decode(payload, validate=True))
        is_right, _reason = altcha.verify_solution(solved, settings.ALTCHA_HMAC_KEY, check_expires=True)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    # Adding succeeds once, whichever process is first.
    return is_right and cache.add(
        f"work:{solved['challenge']}", True, timeout=settings.ALTCHA_CHALLENGE_EXPIRE // 1000
    )


def widget_words() -> str:
    return json.dumps(
        {
            "label": _("I am not a robot"),
            "verifying": _("Checking…"),
            "verified": _("Checked"),
            "waitAlert": _("Checking: a moment please."),
            "error": _("The check did not work. You can send your question all the same."),
            "expired": _("The check has become too old. You can send your question all the same."),
            "verificationRequired": _("Not checked yet"),
        },
        ensure_ascii=False,
    )
