"""The mails to askers, and the links in them."""

from datetime import datetime
from typing import Any

from django_tasks_db.models import DBTaskResult

from servicedesk.mail.actions import send_planned_mail
from servicedesk.mail.models import OutgoingMail
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.parties.holdings import Counts, Holding, Parties
from servicedesk.questions.models import Question


def count(parties: Parties) -> Counts:
    kept = OutgoingMail.objects.filter(question__asker__in=parties, question__erased_at=None)
    return {"mails": kept.count()}


def export(question: Question, *, for_office: bool) -> dict[str, Any]:
    return {
        "berichten": [
            {"soort": mail.kind, "geplandOp": mail.planned_at, "verzondenOp": mail.sent_at}
            for mail in question.mails.all()
        ],
        "statuslinks": [
            {"uitgegevenOp": link.issued_at, "vervaltOp": link.expires_at, "ingetrokkenOp": link.revoked_at}
            for link in question.status_links.all()
        ],
    }


def erase(question: Question, now: datetime) -> None:
    """What was not sent yet is not sent; of what was, the row stays and is counted."""
    forget_tasks(mails=question.mails.values_list("pk", flat=True))
    mails = OutgoingMail.objects.filter(question=question)
    mails.filter(sent_at=None).delete()
    mails.update(last_error="")
    StatusLink.objects.filter(question=question).delete()


def forget_tasks(mails: Any) -> None:
    """The finished tasks that sent the mails: a refusal of the mail server may stand in them, with the address."""
    ours = [
        task.pk
        for task in DBTaskResult.objects.finished().filter(task_path=send_planned_mail.module_path)
        if set(task.args_kwargs["args"]) & set(mails)
    ]
    DBTaskResult.objects.filter(pk__in=ours).delete()


HOLDING = Holding(
    room="mail",
    models=(OutgoingMail, StatusLink),
    count=count,
    export_question=export,
    prefetched=("mails", "status_links"),
    erase_question=erase,
)
