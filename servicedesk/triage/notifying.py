"""Telling askers that the answer to their question was published, if they chose to be told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from servicedesk.mail.actions import plan_publication_mail
from servicedesk.mail.models import MailKind, OutgoingMail
from servicedesk.questions.asker_audience import page_for_asker
from servicedesk.questions.models import Question
from servicedesk.questions.querysets import QuestionQuerySet
from servicedesk.triage.choices import WITH_PAGE
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.models import FaqPage


def tell_about(*, page: FaqPage, now: datetime) -> int:
    """Tells those who wait for this page, which was just published; how many."""
    return tell_askers(questions=Question.objects.filter(triage__page=page), now=now)


@transaction.atomic
def tell_askers(*, questions: QuestionQuerySet, now: datetime) -> int:
    """Plans a mail for each asker who chose to be told, got none yet, and may see the page; how many.

    A question is told of once, whatever happens to its page later, and an asker of a page once.
    """
    planned = 0
    for question in waiting_to_be_told(questions).select_for_update(of=("self",)):
        if page_for_asker(question) and not was_told(question):
            plan_publication_mail(question=question, now=now)
            planned += 1
    return planned


def waiting_to_be_told(questions: QuestionQuerySet) -> QuestionQuerySet:
    told = OutgoingMail.objects.filter(kind=MailKind.PUBLISHED, question=OuterRef("pk"))
    curious = questions.filter(tell_when_published=True, erased_at=None, asker__erased_at=None)
    reachable = curious.exclude(asker__email="").exclude(Exists(told))
    with_page = reachable.filter(triage__outcome__in=WITH_PAGE, triage__page__live=True)
    may_be_told = with_page.filter(is_for_asker()).exclude(Exists(told_of_page()))
    return may_be_told.select_related("asker", "office", "portal_user", "triage__page").order_by("pk")


def is_for_asker() -> Q:
    """As far as the database can tell, so that those who can never be told are not looked at again each hour;
    `page_for_asker` decides."""
    members = Q(triage__page__effective_audience=Audience.PORTAL) & ~Q(portal_user=None)
    return Q(triage__page__effective_audience=Audience.EVERYONE) | members


def told_of_page() -> Any:
    """That the same asker was told of the same page for another question."""
    told = OutgoingMail.objects.filter(kind=MailKind.PUBLISHED, question__asker=OuterRef("asker"))
    return told.filter(question__triage__page=OuterRef("triage__page"))


def was_told(question: Question) -> bool:
    """Whether the same asker was told of the same page for another question."""
    told = OutgoingMail.objects.filter(kind=MailKind.PUBLISHED, question__asker=question.asker_id)
    return told.filter(question__triage__page=question.promoted_page).exists()


def tell_what_was_missed(*, now: datetime) -> int:
    """Tells those who still wait because a process ended between the publication and its mails; how many."""
    return tell_askers(questions=Question.objects.all(), now=now)
