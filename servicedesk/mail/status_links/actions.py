"""Giving out, finding and ending the links by which askers follow their questions (rule 9)."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from servicedesk.mail.status_links.models import StatusLink
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User

DIGITS = 32


class StatusLinkExpiredError(Exception):
    """The link was real, and is too old; `question` is what it opened."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__("The status link is too old.")


def issue_link(*, question: Question, now: datetime) -> str:
    """Makes a new link to the question; returns the token for its URL, which is stored nowhere."""
    token = secrets.token_urlsafe(24)
    StatusLink.objects.create(question=question, digest=digest_of(token), **term_from(now))
    return token


def issue_link_once(*, question: Question, sending: str, now: datetime) -> str:
    """The link for one sent form, whose key is `sending`: the same one each time its page is shown.

    Empty once links to the question were revoked: what an agent ended must not begin again by showing a page. Without
    the secret of the installation the link cannot be derived from the key.
    """
    if question.status_links.exclude(revoked_at=None).exists():
        return ""
    token = salted_hmac("servicedesk.status_links", sending, algorithm="sha256").hexdigest()[:DIGITS]
    StatusLink.objects.get_or_create(
        digest=digest_of(token), defaults={"question": question, **term_from(now)}
    )
    return token


def term_from(now: datetime) -> dict[str, datetime]:
    return {"issued_at": now, "expires_at": now + timedelta(days=settings.STATUS_LINK_DAYS)}


def question_for_token(*, token: str, now: datetime) -> Question:
    """The question to which a status link leads.

    Raises StatusLink.DoesNotExist for a link that was guessed or revoked, or of a question that is in quarantine or
    erased; StatusLinkExpiredError for one that is too old.
    """
    links = StatusLink.objects.filter(
        revoked_at=None, question__status__in=GENUINE, question__erased_at=None
    ).select_related("question__office__site", "question__asker")
    link = links.get(digest=digest_of(token))
    if link.expires_at <= now:
        raise StatusLinkExpiredError(link.question)
    question: Question = link.question
    return question


@transaction.atomic
def revoke_links(*, question: Question, user: User, now: datetime) -> int:
    """Ends every link to the question that was given out; how many still opened it.

    Those that were too old end too: nobody has a new one mailed by them.
    """
    given = StatusLink.objects.filter(question=question, revoked_at=None)
    valid = given.valid(now).count()
    if given.update(revoked_at=now):
        log_by_number(instance=question, action=QuestionAction.REVOKE, user=user, data={"links": valid})
    return valid


def forget_links(*, before: datetime) -> int:
    """Removes the links that opened nothing since `before`; how many that were."""
    deleted, _per_model = StatusLink.objects.filter(expires_at__lt=before).delete()
    return deleted


def digest_of(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
