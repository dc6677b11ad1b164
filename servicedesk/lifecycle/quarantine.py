"""What is done with many held questions at once, and the end of what was refused.

One at a time: `release` and `refuse` in `servicedesk.lifecycle.actions`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import registry

from servicedesk.deflection.actions import unask
from servicedesk.lifecycle.actions import refuse, release
from servicedesk.parties.models import Party
from servicedesk.questions.models import Question


@transaction.atomic
def release_all(*, questions: Iterable[Question], user: Any, now: datetime) -> int:
    return sum(release(question=question, user=user, now=now).is_open for question in questions)


@transaction.atomic
def refuse_all(*, questions: Iterable[Question], user: Any, now: datetime) -> int:
    return sum(refuse(question=question, user=user, now=now).is_spam for question in questions)


def delete_refused(*, now: datetime) -> int:
    """Deletes what was refused as spam long enough ago, and everything that came with it; how many questions."""
    refused = Question.objects.refused(before=now - timedelta(days=settings.SPAM_DAYS))
    number = 0
    for question in refused.select_related("asker").iterator():
        delete_question(question)
        number += 1
    return number


@transaction.atomic
def delete_question(question: Question) -> None:
    """The asker goes along when nothing else is known of the asker."""
    asker = question.asker
    unask(question=question)
    registry.get_logs_for_instance(question).delete()
    question.delete()
    Party.objects.filter(pk=asker.pk, questions=None, user=None).delete()
