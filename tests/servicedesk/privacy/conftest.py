"""An asker of whom something is kept in every place that the product has."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.log_actions import log

from servicedesk.asking.models import AskDraft
from servicedesk.asking.subject_fields.models import QuestionDetail
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.actions import decline_suggestion, show_suggestions
from servicedesk.deflection.models import AskRun
from servicedesk.desk.presence.models import Presence
from servicedesk.lifecycle.answering import sign_off, write_answer
from servicedesk.lifecycle.closing import close_question, react
from servicedesk.lifecycle.handling import remark
from servicedesk.mail.actions import send_planned_mail
from servicedesk.mail.models import OutgoingMail
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from servicedesk.questions.models import Question
from servicedesk.questions.sources.models import InsertedAs, UsedSource
from servicedesk.triage.models import Triage
from tests.factories import NOW, FaqPageFactory, QuestionFactory, ask_question
from vraagbaak.models import KnowledgeBase

WORDS = ["Fatima", "de Vries", "fatima@post.example", "0612345678", "zevenslaper"]
"""Who asks, and a word of her own that stands in everything she wrote and got."""


@pytest.fixture(autouse=True)
def _own_attachments(settings: Any, tmp_path: Path) -> None:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"


@pytest.fixture
def life(office: Any, agent: Any, portal_user: Any, base: Any) -> Question:
    """A question with all that can be said about it, closed at `NOW`, of an asker with an account."""
    asked_at = NOW - timedelta(days=3)
    question = ask_question(
        office,
        title="Mag mijn zevenslaper in het paspoort?",
        body="Groet, Fatima de Vries, 0612345678. Het is een zevenslaper.",
        email="Fatima@post.example",
        now=asked_at,
        portal_user=portal_user,
        tell_when_published=True,
        has_consented=True,
    )
    type(question.asker).objects.filter(pk=question.asker_id).update(telephone="0612345678")
    sign_off(question=question, text="Beste Fatima, een zevenslaper mag niet.", user=agent, now=asked_at)
    react(question=question, text="Mijn zevenslaper is klein.", now=asked_at)
    sign_off(question=question, text="Ook een kleine zevenslaper mag niet.", user=agent, now=asked_at)
    remark(question=question, text="Mevrouw de Vries belde ook.", user=agent, now=asked_at)
    react(question=question, text="Jammer van de zevenslaper.", now=asked_at)
    write_answer(question=question, text="Beste mevrouw de Vries", user=agent)
    add_what_lies_around(question, agent)
    close_question(question=question, user=agent, now=NOW)
    Triage.objects.filter(question=question).update(remark="Van Fatima de Vries")
    return question


def add_what_lies_around(question: Question, agent: Any) -> None:
    """What other parts of the product write down: extra fields, files, runs, codes, refusals of the mail server."""
    QuestionDetail.objects.create(question=question, label="Huisdier", value="zevenslaper")
    run = AskRun.objects.create(office=question.office, key="sleutel", visitor="v", begun_at=NOW)
    faq = FaqPageFactory(parent=KnowledgeBase.objects.get(), title="Huisdieren in het paspoort")
    show_suggestions(run=run, pages=[faq], now=NOW)
    decline_suggestion(run=run, page=faq, reason="Zegt niets over een zevenslaper. Fatima", now=NOW)
    AskRun.objects.filter(pk=run.pk).update(question=question)
    for run_only, belongs_to in ((run, None), (None, question)):
        Attachment.objects.create(
            run=run_only,
            question=belongs_to,
            file=ContentFile(b"Foto van de zevenslaper van Fatima", name="x"),
            name="zevenslaper-fatima.txt",
            content_type="text/plain",
            size=34,
            added_at=NOW,
        )
    Presence.objects.create(question=question, user=agent, seen_at=NOW)
    AskDraft.objects.create(
        office=question.office,
        user=question.portal_user,
        title="Nog een zevenslaper",
        body="Fatima",
        changed_at=NOW,
    )
    EmailVerification.objects.create(
        office=question.office,
        key="controle",
        email="fatima@post.example",
        language="nl",
        purpose=VerificationPurpose.PRIVACY,
        next_attempt_at=NOW,
        expires_at=NOW,
    )
    add_refused_mails(question)
    later = QuestionFactory(office=question.office, asker__name="Jan Smit", asker__email="jan@post.example")
    reused = sign_off(question=later, text="Nee.", user=agent, now=NOW)
    UsedSource.objects.create(
        answer=reused,
        earlier_answer=question.answers.exclude(signed_off_at=None).first(),
        title=question.title,
        inserted_as=InsertedAs.TEXT,
        user=agent,
        inserted_at=NOW,
    )
    log(instance=question.asker, action="wagtail.edit", user=agent, title="Fatima de Vries")
    log(instance=question, action="wagtail.edit", user=agent, data={"text": "zevenslaper", "team": "Balie"})


def add_refused_mails(question: Question) -> None:
    refusal = "550 fatima@post.example bestaat niet"
    OutgoingMail.objects.filter(question=question).update(last_error=refusal)
    owed = OutgoingMail.objects.create(
        question=question, kind="status_link", next_attempt_at=NOW, last_error=refusal
    )
    for mail in (owed.pk, 999_999):
        DBTaskResult.objects.create(
            status="FAILED",
            started_at=timezone.now(),
            finished_at=timezone.now(),
            args_kwargs={"args": [mail], "kwargs": {}},
            task_path=send_planned_mail.module_path,
            backend_name="default",
            run_after=get_date_max(),
            exception_class_path="",
            traceback=refusal,
        )
