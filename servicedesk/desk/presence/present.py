"""Who else looks at a question, in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from servicedesk.desk.presence.actions import GONE_AFTER
from servicedesk.desk.presence.models import Presence
from servicedesk.questions.models import Question
from servicedesk.questions.thread import name_of


def others_present(*, question: Question, user: Any, now: datetime) -> list[str]:
    """A sentence for each colleague; who writes comes first."""
    here = Presence.objects.filter(question=question, seen_at__gte=now - GONE_AFTER).exclude(user=user)
    people = sorted(here.select_related("user"), key=lambda presence: presence.writing_since is None)
    return list(sentences(people))


def sentences(people: list[Presence]) -> Iterator[str]:
    for presence in people:
        name = name_of(presence.user)
        if presence.writing_since:
            moment = time_format(localtime(presence.writing_since), "TIME_FORMAT")
            yield _("%(name)s has been writing here since %(moment)s.") % {"name": name, "moment": moment}
        else:
            yield _("%(name)s is looking at this question too.") % {"name": name}
