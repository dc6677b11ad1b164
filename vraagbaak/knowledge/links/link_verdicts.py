"""Applies a verdict to a link and to the pages that use it: three failures in a row are evidence (rule 3)."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.evidence.reporting import Evidence, report_evidence
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.models import Link, LinkUse
from vraagbaak.knowledge.links.response_verdicts import Verdict

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FAILURES_IN_A_ROW = 3
MAX_REASON_LENGTH = 200
MAX_SHOWN_LENGTH = 400


def apply_verdict(*, link: Link, verdict: Verdict, now: datetime) -> Link:
    """Stores the verdict, counts failures by local day, and reports a link that keeps failing as evidence.

    A link that could not be judged keeps its count of failures: it was seen neither to work nor to fail. A link with
    failures is checked every day, any other every week. The evidence is reported first: if the process dies after
    that, tomorrow's failure has the same key, and nothing is lost or reported twice.
    """
    today = timezone.localdate(now)
    with translation.override(settings.LANGUAGE_CODE):
        link.state, link.reason = verdict.state, str(verdict.reason)[:MAX_REASON_LENGTH]
        if verdict.state == LinkState.WORKING:
            link.failing_since, link.failed_days = None, 0
        elif verdict.state == LinkState.FAILING:
            count_failure(link, today)
            report_broken_link(link, now)
    link.checked_at, link.next_check_on = now, today + (DAY if link.failed_days else WEEK)
    store(link)
    return link


def count_failure(link: Link, today: date) -> None:
    """Once a day, also when the clock was set back."""
    if not link.failed_days:
        link.failing_since, link.failed_days = today, 1
    elif link.checked_at is None or timezone.localdate(link.checked_at) < today:
        link.failed_days += 1


def report_broken_link(link: Link, now: datetime) -> None:
    """Every day again: evidence that is known changes nothing, and another page may use the link by now."""
    if link.failed_days < FAILURES_IN_A_ROW or link.failing_since is None:
        return
    pages = LinkUse.objects.filter(link=link, page__live=True).values_list("page_id", flat=True)
    key = f"{link.fingerprint[:32]}:{link.failing_since}"
    text = _("The link %(address)s has not worked since %(day)s: %(reason)s.") % {
        "address": Truncator(link.url).chars(MAX_SHOWN_LENGTH),
        "day": date_format(link.failing_since),
        "reason": link.reason,
    }
    evidence = [Evidence(page_id=page, kind=EvidenceKind.BROKEN_LINK, key=key, text=text) for page in pages]
    report_evidence(evidence=evidence, now=now)


def store(link: Link) -> None:
    """The link may be gone: the last page that used it may have been changed during the check."""
    names = ("state", "reason", "checked_at", "next_check_on", "failing_since", "failed_days")
    Link.objects.filter(pk=link.pk).update(**{name: getattr(link, name) for name in names})
