"""The one question in which a run may end."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from servicedesk.attachments.models import Attachment
from servicedesk.deflection.choices import AskOutcome
from servicedesk.deflection.models import AskRun
from servicedesk.questions.choices import Channel, Suspicion
from servicedesk.questions.models import Question
from website.public.asking.context import AskContext
from website.public.asking.drafts import finish_draft
from website.public.asking.forms import WebAskForm
from website.public.asking.pending_uploads import PendingUploads
from website.public.asking.proof_of_work import work_was_done


def send(ask: AskContext, form: WebAskForm, uploads: PendingUploads) -> None:
    """Asks the question, after which nothing of it is left in the session."""
    ask_once(ask, form, attachments=uploads.files)
    uploads.forget()
    finish_draft(ask, form.run.key)


@transaction.atomic
def ask_once(ask: AskContext, form: WebAskForm, *, attachments: list[Attachment]) -> Question:
    """Asks what the form holds; a second press on the button finds the question of the first."""
    run = AskRun.objects.select_for_update().get(pk=form.run.pk)
    if run.question:
        return run.question
    return form.save(
        language=get_language() or "nl",
        channel=Channel.WEB,
        now=ask.now,
        suspicion=suspicion_of(ask, form),
        portal_user=ask.asker.portal_user,
        run=run,
        visitor=ask.visitor,
        attachments=attachments,
    )


def suspicion_of(ask: AskContext, form: WebAskForm) -> str:
    """What about a form makes its question wait in quarantine; the asker is not told. Empty for most.

    What the text itself tells (`suspicion_of_texts`) comes after this.
    """
    if form.cleaned_data["website"]:
        return Suspicion.HONEYPOT
    if form.office.demands_work and not work_was_done(form.cleaned_data["altcha"] or ""):
        return Suspicion.WORK
    return Suspicion.SESSION if asks_very_often(ask) else ""


def asks_very_often(ask: AskContext) -> bool:
    asked = AskRun.objects.filter(visitor=ask.visitor.today, outcome=AskOutcome.ASKED)
    return asked.count() >= settings.ASK_HELD_AFTER_PER_DAY
