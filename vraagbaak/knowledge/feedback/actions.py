from datetime import datetime

from django.db import transaction

from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.evidence.reporting import Evidence, explain_evidence, report_evidence
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.feedback.models import Feedback


@transaction.atomic
def give_feedback(*, page: FaqPage, helpful: bool, now: datetime, reason: str = "") -> Feedback:
    """Stores a reader's vote. Enough readers whom the page did not help open its review (rule 3)."""
    feedback = Feedback.objects.create(page=page, helpful=helpful, reason=reason)
    if not helpful:
        report_evidence(evidence=[evidence_of(feedback)], now=now)
    return feedback


@transaction.atomic
def explain_feedback(*, feedback: Feedback, reason: str) -> Feedback:
    """Adds the reader's reason, given after the vote itself."""
    feedback.reason = reason
    feedback.save(update_fields=["reason"])
    explain_evidence(evidence=evidence_of(feedback))
    return feedback


def evidence_of(feedback: Feedback) -> Evidence:
    return Evidence(
        page_id=feedback.page_id,
        kind=EvidenceKind.UNHELPFUL,
        key=f"feedback:{feedback.pk}",
        text=feedback.reason,
    )


def feedback_id_of(evidence_key: str) -> int:
    """The key of the feedback that was reported as this evidence."""
    return int(evidence_key.partition(":")[2])
