"""What a digest says about each page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.evidence.choices import EvidenceKind
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.review.digests.choices import DigestReason
from vraagbaak.review.digests.pages import NewPage
from vraagbaak.review.digests.personal_links import personal_url
from vraagbaak.review.reviews.models import ReviewTask
from vraagbaak.review.signals.models import ReviewSignal

MAX_REMARK_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class DigestLine:
    page: FaqPage
    url: str
    facts: list[str]


@dataclass(frozen=True, kw_only=True)
class DigestGroup:
    knowledge_base: KnowledgeBase | None
    lines: list[DigestLine]


def digest_groups(*, user: User, listed: Sequence[NewPage], today: date) -> list[DigestGroup]:
    """By knowledge base, the one with the most urgent page first, most urgent pages first. Three queries."""
    keys = {row.page for row in listed}
    reasons: dict[int, set[str]] = defaultdict(set)
    for row in listed:
        reasons[row.page].add(row.reason)
    signals, remarks = open_signals(keys), open_remarks(keys)
    groups: dict[int | None, DigestGroup] = {}
    for page in pages_by_urgency(keys, today):
        facts = [
            *due_facts(page, reasons[page.pk], today=today),
            *change_facts(remarks.get(page.pk)),
            *signal_facts(signals.get(page.pk, [])),
            view_facts(page),
        ]
        empty = DigestGroup(knowledge_base=page.knowledge_base, lines=[])
        group = groups.setdefault(page.knowledge_base_id, empty)
        group.lines.append(DigestLine(page=page, url=personal_url(user=user, page=page), facts=facts))
    return list(groups.values())


def pages_by_urgency(keys: Iterable[int], today: date) -> Any:
    pages = FaqPage.objects.filter(pk__in=keys).by_urgency(today)
    pages = pages.select_related("knowledge_base", "owner_person", "owner_group")
    return pages.defer("answer", "agent_note")


def open_signals(keys: Iterable[int]) -> dict[int, list[tuple[str, int]]]:
    """For each page the kinds of its open signals, and how many of each."""
    counted = (
        ReviewSignal.objects.open().filter(page__in=keys).order_by("page", "kind").values_list("page", "kind")
    )
    signals = defaultdict(list)
    for page, kind, number in counted.annotate(number=Count("pk")):
        signals[page].append((kind, number))
    return signals


def open_remarks(keys: Iterable[int]) -> dict[int, str]:
    tasks = ReviewTask.objects.open().filter(page__in=keys)
    return dict(tasks.values_list("page", "review__remark"))


def due_facts(page: FaqPage, reasons: set[str], *, today: date) -> Iterable[str]:
    assert page.review_on is not None  # noqa: S101  a page without a date is not due
    days = (today - page.review_on).days
    said = {"day": date_format(page.review_on, "j F Y"), "days": days}
    if DigestReason.TASK in reasons:
        yield _("To be changed before %(day)s.") % said
    elif DigestReason.UNPUBLISHED in reasons:
        yield _("No longer published: its review has been due since %(day)s.") % said
    elif days:
        yield (
            ngettext(
                "Due since %(day)s: %(days)d day overdue.", "Due since %(day)s: %(days)d days overdue.", days
            )
            % said
        )
    else:
        yield _("Due today.")
    if DigestReason.ESCALATED in reasons:
        yield escalation(page)


def escalation(page: FaqPage) -> str:
    if not page.content_owner:
        return _("You are told as the manager: it has no owner.")
    return _("You are told as the manager; its owner is %(owner)s.") % {"owner": page.content_owner_name}


def change_facts(remark: str | None) -> Iterable[str]:
    if remark:
        yield _("To be changed: %(remark)s") % {
            "remark": shorten(remark, MAX_REMARK_LENGTH, placeholder=" …")
        }
    elif remark is not None:
        yield _("To be changed.")


def signal_facts(signals: Sequence[tuple[str, int]]) -> Iterable[str]:
    if signals:
        told = "; ".join(f"{EvidenceKind(kind).label} ({number})" for kind, number in signals)
        yield _("What was noticed: %(signals)s.") % {"signals": told}


def view_facts(page: FaqPage) -> str:
    if not page.views:
        return _("Not read in the last 90 days.")
    return ngettext(
        "Read %(views)d time in the last 90 days.", "Read %(views)d times in the last 90 days.", page.views
    ) % {"views": page.views}
