"""What is kept of an asker, in numbers: for a screen that asks whether it may go."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from servicedesk.attachments.models import Attachment
from servicedesk.mail.models import OutgoingMail
from servicedesk.parties.models import Party
from servicedesk.questions.choices import AWAITED
from servicedesk.questions.models import Answer, Question, Reaction, Remark
from servicedesk.triage.models import Triage


@dataclass(frozen=True)
class Holdings:
    questions: int
    open_questions: int
    """Those in quarantine too: their askers wait as well."""
    answers: int
    reactions: int
    remarks: int
    attachments: int
    mails: int
    pages: int

    @property
    def settled_questions(self) -> int:
        return self.questions - self.open_questions


def holdings_of(parties: Any) -> Holdings:
    """Of all these parties together, in one query per kind whatever their number."""
    questions = Question.objects.filter(asker__in=parties, erased_at=None)
    counts = questions.aggregate(
        questions=Count("pk"), open_questions=Count("pk", filter=Q(status__in=AWAITED))
    )
    return Holdings(
        **counts,
        answers=Answer.objects.filter(question__in=questions).exclude(signed_off_at=None).count(),
        reactions=Reaction.objects.filter(question__in=questions).count(),
        remarks=Remark.objects.filter(question__in=questions).count(),
        attachments=Attachment.objects.filter(question__in=questions).count(),
        mails=OutgoingMail.objects.filter(question__in=questions).count(),
        pages=Triage.objects.filter(question__in=questions)
        .exclude(page=None)
        .values("page")
        .distinct()
        .count(),
    )


def named_parties(parties: Any) -> list[Party]:
    return list(parties.filter(erased_at=None).order_by("name", "pk"))
