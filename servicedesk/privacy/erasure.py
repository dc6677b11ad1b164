"""Where a question and its asker are known outside their own rows: files, mails, tasks, the log."""

from typing import Any

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import registry

from servicedesk.attachments.actions import remove_attachments
from servicedesk.deflection.actions import forget_visitor
from servicedesk.deflection.models import AskDraft, ShownSuggestion
from servicedesk.desk.presence.models import Presence
from servicedesk.earlier.actions import forget_earlier
from servicedesk.mail.actions import send_planned_mail
from servicedesk.mail.models import OutgoingMail
from servicedesk.mail.status_link_models import StatusLink
from servicedesk.parties.email_verification.models import AddressCheck
from servicedesk.parties.models import Party
from servicedesk.questions.models import Question
from servicedesk.questions.sources.models import UsedSource
from servicedesk.triage.models import Triage
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.feedback.actions import feedback_id_of
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.review.signals.models import ReviewSignal

# What the log's own sentences are made of, and what tells nothing of an asker: who was assigned, why it was skipped.
HARMLESS_DATA = {"team", "handler", "channel", "reason"}


def remove_traces(*, question: Question) -> None:
    """`question` was emptied already: what names it gets its new title."""
    remove_attachments(question=question)
    forget_earlier(questions=[question])
    forget_tasks(mails=question.mails.values_list("pk", flat=True))
    OutgoingMail.objects.filter(question=question, sent_at=None).delete()
    OutgoingMail.objects.filter(question=question).update(last_error="")
    StatusLink.objects.filter(question=question).delete()
    Presence.objects.filter(question=question).delete()
    Triage.objects.filter(question=question).update(remark="")
    forget_earlier(questions=[question])
    UsedSource.objects.filter(earlier_answer__question=question).update(title=question.title)
    forget_words_of_run(question)
    forget_visitor(question=question)
    rename_in_log(instance=question)


def forget_tasks(*, mails: Any) -> None:
    """The finished tasks that sent the mails: a refusal of the mail server may stand in them, with the address."""
    ours = [
        task.pk
        for task in DBTaskResult.objects.finished().filter(task_path=send_planned_mail.module_path)
        if set(task.args_kwargs["args"]) & set(mails)
    ]
    DBTaskResult.objects.filter(pk__in=ours).delete()


def forget_words_of_run(question: Question) -> None:
    """Why a suggested page did not help, in the asker's words, went to its owner: the signal stays, the words go.

    Nothing names the asker there; the moment is what tells which signal came from this run.
    """
    runs = Q(run__question=question) | Q(run__followed_by=question)
    declined = ShownSuggestion.objects.filter(runs).exclude(declined_at=None)
    for shown in declined:
        of_page = ReviewSignal.objects.filter(page=shown.page_id, kind=EvidenceKind.UNHELPFUL)
        signals = of_page.filter(seen_at__in=[shown.declined_at])
        given = [feedback_id_of(key) for key in signals.values_list("key", flat=True)]
        Feedback.objects.filter(pk__in=given).update(reason="")
        signals.update(text="")


def rename_in_log(*, instance: models.Model) -> None:
    """The entries stay; the label holds what `instance` is called now, and the data no text of anybody."""
    for entry in registry.get_logs_for_instance(instance):
        entry.label = str(instance)
        entry.data = {key: value for key, value in entry.data.items() if is_harmless(key, value)}
        entry.save(update_fields=["label", "data"])


def is_harmless(key: str, value: Any) -> bool:
    return key in HARMLESS_DATA or value is None or isinstance(value, int)


def remove_traces_of_party(*, party: Party) -> None:
    if party.email:
        AddressCheck.objects.filter(office=party.office_id, email=party.email).delete()
        forget_tasks_that_name(party.email)
    forget_tasks_that_name(party.name)
    if party.user_id:
        AskDraft.objects.filter(office=party.office_id, user=party.user_id).delete()


def forget_tasks_that_name(words: str) -> None:
    """Finished ones only; what is still to be done holds numbers of rows and no words."""
    finished = DBTaskResult.objects.finished().annotate(given=Cast("args_kwargs", TextField()))
    finished.filter(Q(traceback__icontains=words) | Q(given__icontains=words)).delete()
