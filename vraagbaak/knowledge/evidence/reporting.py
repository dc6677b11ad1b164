"""Reports evidence to whoever listens, within the caller's transaction; `vraagbaak.signals` connects the reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from vraagbaak.knowledge.evidence.choices import EvidenceKind

evidence_reported = Signal()
"""Sent with `evidence`, a sequence of `Evidence`, and `now`."""
evidence_explained = Signal()
"""Sent with `evidence` that was reported before and has a text now."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One reason to doubt a page. The same page, kind and key are the same evidence, however often it is reported."""

    page_id: int
    kind: EvidenceKind
    key: str
    text: str = ""


def report_evidence(*, evidence: Sequence[Evidence], now: datetime) -> None:
    evidence_reported.send(sender=Evidence, evidence=evidence, now=now)


def explain_evidence(*, evidence: Evidence) -> None:
    """Adds what a reader had to say after the evidence itself was reported."""
    evidence_explained.send(sender=Evidence, evidence=evidence)
