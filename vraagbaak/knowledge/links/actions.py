"""Storing the links in published answers, and checking in the background whether they still work."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.batches import Batch, Check
from vraagbaak.knowledge.links.checking import check_url
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.extracting import external_urls, host_of
from vraagbaak.knowledge.links.link_verdicts import DAY, WEEK, apply_verdict
from vraagbaak.knowledge.links.models import Link, LinkUse
from vraagbaak.knowledge.links.requesting import Requester
from vraagbaak.knowledge.links.response_verdicts import Verdict

logger = logging.getLogger(__name__)

MAX_CHECKS = 500
"""In one batch, to limit its memory."""
MAX_BATCH_TIME = timedelta(minutes=5)
MAX_DUE_AT_ONCE = 20
"""Up to this many new links of one host are due today; more of them are spread over a week."""
WITNESSES = 3
MANY_HOSTS = 5


def note_links(*, pages: Sequence[FaqPage], today: date) -> None:
    """Makes the stored links equal to those in the published answers of these pages.

    A page that is not published has no links. The number of queries does not depend on the number of pages, except
    for inserts, which SQLite splits up.
    """
    wanted = {(page.pk, url) for page in pages if page.live for url in external_urls(page)}
    sync_uses({page.pk for page in pages}, wanted, today)


def forget_links(*, pages: Sequence[FaqPage]) -> None:
    """For pages that are no longer published, even if their `live` still says so."""
    sync_uses({page.pk for page in pages}, set(), timezone.localdate())


@transaction.atomic(savepoint=False)
def sync_uses(pages: Collection[int], wanted: set[tuple[int, str]], today: date) -> None:
    if not pages:
        return
    known = LinkUse.objects.filter(page__in=pages).values_list("page_id", "link__url", "pk", "link_id")
    stored = {(page, url): (use, link) for page, url, use, link in known}
    missing = sorted(wanted - stored.keys())
    if missing:
        links = store_links({url for _page, url in missing}, today)
        uses = [LinkUse(page_id=page, link=links[url]) for page, url in missing]
        # Somebody else may be publishing the same page.
        LinkUse.objects.bulk_create(uses, ignore_conflicts=True)
    stale = [stored[pair] for pair in stored.keys() - wanted]
    if stale:
        delete_quickly(LinkUse.objects.filter(pk__in=[use for use, _link in stale]))
        forget_unused_links(keys=[link for _use, link in stale])


def store_links(urls: Iterable[str], today: date) -> dict[str, Link]:
    """The links by URL, new or known. Known ones are written too, which locks them against removal by others."""
    hosts = {url: host_of(url) for url in urls}
    per_host = Counter(hosts.values())
    links = [
        new_link(url, host, today, is_one_of_many=per_host[host] > MAX_DUE_AT_ONCE)
        for url, host in hosts.items()
    ]
    links.sort(key=lambda link: link.fingerprint)
    stored = Link.objects.bulk_create(
        links, update_conflicts=True, unique_fields=["fingerprint"], update_fields=["host"]
    )
    return {link.url: link for link in stored}


def new_link(url: str, host: str, today: date, *, is_one_of_many: bool) -> Link:
    """Due today; one of many new links of a host is due on a day of the coming week, taken from its fingerprint."""
    fingerprint = sha256(url.encode()).hexdigest()
    later = int(fingerprint[:8], 16) % WEEK.days if is_one_of_many else 0
    return Link(url=url, fingerprint=fingerprint, host=host, next_check_on=today + later * DAY)


@transaction.atomic(savepoint=False)
def forget_unused_links(*, keys: Collection[int] | None = None) -> int:
    """Removes the links, of these or of all, that no page uses, such as those of a deleted page; gives how many.

    They are locked and then checked again, so that none is removed that a page has just started to use.
    """
    unused = Link.objects.filter(~Exists(LinkUse.objects.filter(link=OuterRef("pk"))))
    if keys is not None:
        unused = unused.filter(pk__in=keys)
    locked = list(unused.select_for_update(skip_locked=True).values_list("pk", flat=True))
    return delete_quickly(unused.filter(pk__in=locked)) if locked else 0


def delete_quickly(rows: QuerySet[Link] | QuerySet[LinkUse]) -> int:
    """In one statement. Django's `delete` reads the rows first, and also deletes new rows that refer to them."""
    return rows._raw_delete(rows.db)


def check_links(
    *,
    now: datetime,
    limit: int = MAX_CHECKS,
    within: timedelta = MAX_BATCH_TIME,
    check: Check | None = None,
) -> int:
    """Checks the links that are due, at most `limit`; gives how many. No check starts after `within`.

    A worker claims a link by postponing it to the next day, so that no two workers check the same one, and a link
    claimed by a worker that died is due again tomorrow. When no server at all can be reached, no failure counts.
    """
    forget_unused_links()
    today = timezone.localdate(now)
    check = check or partial(check_url, requester=Requester())
    held: list[tuple[Link, Verdict]] = []
    count, is_online = 0, False
    links = due_links(today=today, limit=limit)
    for link, verdict in Batch(links, check=check, claim=partial(claim, today=today), within=within):
        count += 1
        is_online = is_online or verdict.answered
        if verdict.may_be_our_fault and not is_online:
            held.append((link, verdict))
        else:
            apply_verdict(link=link, verdict=verdict, now=now)
    if held and not is_online and is_cut_off(held, check):
        logger.warning("No server could be reached: this machine seems to be cut off from the internet.")
        return count
    for link, verdict in held:
        apply_verdict(link=link, verdict=verdict, now=now)
    return count


def due_links(*, today: date, limit: int) -> list[Link]:
    """The longest due first, alternating between hosts. A date over a week ahead was set by a wrong clock."""
    due = Link.objects.filter(Q(next_check_on__lte=today) | Q(next_check_on__gt=today + WEEK))
    turn = Window(RowNumber(), partition_by=F("host"), order_by=["next_check_on", "pk"])
    return list(due.annotate(turn=turn).order_by("turn", "next_check_on", "pk")[:limit])


def claim(link: Link, *, today: date) -> bool:
    mine = Link.objects.filter(pk=link.pk, next_check_on=link.next_check_on)
    return mine.update(next_check_on=today + DAY) == 1


def is_cut_off(held: Sequence[tuple[Link, Verdict]], check: Check) -> bool:
    """Whether the links that worked most recently fail too; if none ever worked, whether many hosts fail."""
    hosts = {link.host for link, _verdict in held}
    working = Link.objects.filter(state=LinkState.WORKING).exclude(host__in=hosts)
    witnesses = working.order_by("-checked_at").values_list("url", flat=True)[:WITNESSES]
    if not witnesses:
        return len(hosts) >= MANY_HOSTS
    return not any(check(url).answered for url in witnesses)
