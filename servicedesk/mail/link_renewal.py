"""A new link for who lost the old one: by mail to the asker, so that it does not matter who asks for it."""

from datetime import datetime, timedelta

from django.db import transaction

from servicedesk.mail.actions import plan_mail
from servicedesk.mail.models import MailKind
from servicedesk.parties.audit import log_by_number
from servicedesk.questions.audit import QuestionAction
from servicedesk.questions.choices import GENUINE
from servicedesk.questions.models import Question
from vraagbaak.knowledge.audiences.access import User

HOUR = timedelta(hours=1)
DOUBLE_PRESS = timedelta(minutes=1)


@transaction.atomic
def mail_new_link(
    *, question: Question, now: datetime, user: User | None = None, at_most_once_in: timedelta = HOUR
) -> bool:
    """Mails the asker a new link, unless that was done a moment ago or there is nobody to mail; whether it was planned.

    Who asks for it without being an agent must not be told which of the two it is.
    """
    locked = Question.objects.select_for_update(of=("self",)).select_related("asker").get(pk=question.pk)
    planned = locked.mails.filter(kind=MailKind.STATUS_LINK, planned_at__gt=now - at_most_once_in)
    if locked.status not in GENUINE or locked.erased_at or not locked.asker.email or planned.exists():
        return False
    log_by_number(instance=locked, action=QuestionAction.MAIL_LINK, user=user)
    plan_mail(question=locked, kind=MailKind.STATUS_LINK, answer=None, now=now)
    return True
