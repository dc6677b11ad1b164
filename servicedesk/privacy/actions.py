"""Taking away what could tell who asked, on request and after its term, with the counts left (rule 30)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from servicedesk.parties.audit import PartyAction
from servicedesk.parties.holdings import holdings
from servicedesk.parties.models import Party
from servicedesk.privacy.erasure import forget_tasks_that_name, rename_in_log
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import AWAITED
from servicedesk.questions.languages import language_for_asker
from servicedesk.questions.models import Question


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
        for holding in holdings():
            if holding.settle_question:
                holding.settle_question(locked, now, user)
        for holding in holdings():
            if holding.erase_question:
                holding.erase_question(locked, now)
        rename_in_log(instance=locked)
        log(instance=locked, action=QuestionAction.ERASE.value, user=user)
    question.refresh_from_db()
    return question


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
        for holding in holdings():
            if holding.erase_party:
                holding.erase_party(locked)
        forget_tasks_that_name(locked.email)
        forget_tasks_that_name(locked.name)
        with translation.override(language_of(locked)):
            locked.name = _("Anonymous")
        locked.email, locked.telephone, locked.user, locked.erased_at = "", "", None, now
        locked.save(update_fields=["name", "email", "telephone", "user", "erased_at"])
        rename_in_log(instance=locked)
        log(instance=locked, action=PartyAction.ERASE.value, user=user)
    party.refresh_from_db()
    return party


def language_of(party: Party) -> str:
    question = party.questions.order_by("-asked_at").first()
    return language_for_asker(question) if question else "nl"
