"""Taking away what could tell who asked, on request and after its term, with the counts left (rule 30)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from servicedesk.lifecycle.actions import CLOSABLE, close_question, refuse
from servicedesk.mail.emails import mail_language
from servicedesk.parties.models import Party
from servicedesk.privacy import erasure as traces
from servicedesk.questions.choices import AWAITED, QuestionStatus
from servicedesk.questions.models import Question
from servicedesk.triage.actions import leave_triage


@dataclass(frozen=True)
class Erasure:
    """How many questions were made anonymous, how many were left because they are open, and whether the party was."""

    questions: int
    left: int
    party: bool


@transaction.atomic
def erase_question(*, question: Question, now: datetime, user: Any = None) -> Question:
    """Takes away everything that could tell who asked. What was still open is closed by it, without a mail.

    The row stays, and with it all that is counted: when, along which way, about what, how soon, how it ended. A FAQ
    page that was made of it stays too: it holds no way back to the asker (rule 14).
    """
    locked = Question.objects.select_for_update(of=("self",)).select_related("asker").get(pk=question.pk)
    if locked.erased_at is None:
        settle(question=locked, now=now, user=user)
        leave_triage(question=locked)
        empty_texts(question=locked, now=now)
        traces.remove_traces(question=locked)
        log(instance=locked, action="servicedesk.question.erase", user=user)
    question.refresh_from_db()
    return question


def settle(*, question: Question, now: datetime, user: Any) -> None:
    if question.status in CLOSABLE:
        close_question(question=question, user=user, now=now)
    elif question.status == QuestionStatus.HELD:
        refuse(question=question, user=user, now=now)


def empty_texts(*, question: Question, now: datetime) -> None:
    """Saves one by one where a search engine may hold the text, so that it hears of it."""
    with translation.override(mail_language(question)):
        question.title = _("Erased question")
    question.body, question.portal_user, question.tell_when_published = "", None, False
    question.erased_at = now
    question.save(update_fields=["title", "body", "portal_user", "tell_when_published", "erased_at"])
    question.answers.filter(signed_off_at=None).delete()
    for answer in question.answers.all():
        answer.text = ""
        answer.save(update_fields=["text"])
    question.reactions.update(text="")
    question.remarks.update(text="")
    question.details.all().delete()


@transaction.atomic
def erase_party(*, party: Party, now: datetime, user: Any = None, keeps_open: bool = False) -> Erasure:
    """Makes the party's questions anonymous, and then the party itself.

    With `keeps_open` the questions that still wait for an answer are left alone, also those in quarantine, and so
    are, as long as there are any, the name and the address to which that answer goes.
    """
    questions = party.questions.filter(erased_at=None)
    chosen = questions.exclude(status__in=AWAITED) if keeps_open else questions
    erased = [erase_question(question=question, now=now, user=user) for question in chosen.order_by("pk")]
    left = questions.count()
    if not left:
        forget_party(party=party, now=now, user=user)
    return Erasure(questions=len(erased), left=left, party=not left)


@transaction.atomic
def forget_party(*, party: Party, now: datetime, user: Any = None) -> Party:
    """Takes away name and addresses of a party without questions that could tell who asked."""
    locked = Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
    if locked.erased_at is None:
        traces.remove_traces_of_party(party=locked)
        with translation.override(language_of(locked)):
            locked.name = _("Anonymous")
        locked.email, locked.telephone, locked.user, locked.erased_at = "", "", None, now
        locked.save(update_fields=["name", "email", "telephone", "user", "erased_at"])
        traces.rename_in_log(instance=locked)
        log(instance=locked, action="servicedesk.party.erase", user=user)
    party.refresh_from_db()
    return party


def language_of(party: Party) -> str:
    question = party.questions.order_by("-asked_at").first()
    return mail_language(question) if question else "nl"
