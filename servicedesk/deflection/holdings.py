"""The runs through the ask form: they stay and count, and nothing of them leads to who asked."""

from datetime import datetime

from django.db.models import Q

from servicedesk.deflection.actions import forget_visitor
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.parties.holdings import Holding
from servicedesk.questions.models import Question
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.feedback.actions import feedback_id_of
from vraagbaak.knowledge.feedback.models import Feedback
from vraagbaak.review.signals.models import ReviewSignal


def erase(question: Question, now: datetime) -> None:
    forget_reasons(question)
    forget_visitor(question=question)


def forget_reasons(question: Question) -> None:
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


HOLDING = Holding(room="deflection", models=(AskRun,), erase_question=erase)
