"""Keeping the links in published answers, and checking in the background whether they still lead somewhere."""

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
from vraagbaak.knowledge.links.batches import Check, Round
from vraagbaak.knowledge.links.checking import check_address
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.extracting import host_of, outside_links
from vraagbaak.knowledge.links.judging import DAY, WEEK, judge_link
from vraagbaak.knowledge.links.models import Link, LinkUse
from vraagbaak.knowledge.links.requesting import Requester
from vraagbaak.knowledge.links.verdicts import Verdict

logger = logging.getLogger(__name__)

MAX_CHECKS = 500
"""In one round, which bounds its memory."""
MAX_ROUND = timedelta(minutes=5)
FEW = 20
"""So many new links of one host are checked on the day itself; of more, each gets a day of the week."""
WITNESSES = 3
MANY_HOSTS = 5


def note_links(*, pages: Sequence[FaqPage], today: date) -> None:
    """Makes the stored links equal to those in the answers of these pages, which hold what is published.

    A page that is not published links to nowhere. The number of queries does not depend on that of the pages, but
    for inserts, which SQLite divides.
    """
    wanted = {(page.pk, address) for page in pages if page.live for address in outside_links(page)}
    keep_uses({page.pk for page in pages}, wanted, today)


def forget_links(*, pages: Sequence[FaqPage]) -> None:
    """For pages that are published no longer, whatever they say of themselves."""
    keep_uses({page.pk for page in pages}, set(), timezone.localdate())


@transaction.atomic(savepoint=False)
def keep_uses(pages: Collection[int], wanted: set[tuple[int, str]], today: date) -> None:
    if not pages:
        return
    known = LinkUse.objects.filter(page__in=pages).values_list("page_id", "link__url", "pk", "link_id")
    stored = {(page, address): (use, link) for page, address, use, link in known}
    missing = sorted(wanted - stored.keys())
    if missing:
        links = store_links({address for _page, address in missing}, today)
        uses = [LinkUse(page_id=page, link=links[address]) for page, address in missing]
        # Somebody else may publish the same page at this moment.
        LinkUse.objects.bulk_create(uses, ignore_conflicts=True)
    stale = [stored[pair] for pair in stored.keys() - wanted]
    if stale:
        delete_quickly(LinkUse.objects.filter(pk__in=[use for use, _link in stale]))
        forget_unused_links(keys=[link for _use, link in stale])


def store_links(addresses: Iterable[str], today: date) -> dict[str, Link]:
    """The links by address, new or known. Writing the known ones too keeps others from removing them meanwhile."""
    hosts = {address: host_of(address) for address in addresses}
    crowds = Counter(hosts.values())
    links = [
        new_link(address, host, today, is_in_crowd=crowds[host] > FEW) for address, host in hosts.items()
    ]
    links.sort(key=lambda link: link.fingerprint)
    stored = Link.objects.bulk_create(
        links, update_conflicts=True, unique_fields=["fingerprint"], update_fields=["host"]
    )
    return {link.url: link for link in stored}


def new_link(address: str, host: str, today: date, *, is_in_crowd: bool) -> Link:
    """Due today; one of many new links of a host is due on a day of this week that follows from its fingerprint."""
    fingerprint = sha256(address.encode()).hexdigest()
    later = int(fingerprint[:8], 16) % WEEK.days if is_in_crowd else 0
    return Link(url=address, fingerprint=fingerprint, host=host, next_check_on=today + later * DAY)


@transaction.atomic(savepoint=False)
def forget_unused_links(*, keys: Collection[int] | None = None) -> int:
    """Removes the links, of these or of all, that no page uses; gives how many. A page that was deleted leaves some.

    They are locked and then looked at again, so that none goes that a page begins to use at this moment.
    """
    unused = Link.objects.filter(~Exists(LinkUse.objects.filter(link=OuterRef("pk"))))
    if keys is not None:
        unused = unused.filter(pk__in=keys)
    locked = list(unused.select_for_update(skip_locked=True).values_list("pk", flat=True))
    return delete_quickly(unused.filter(pk__in=locked)) if locked else 0


def delete_quickly(rows: QuerySet[Link] | QuerySet[LinkUse]) -> int:
    """In one statement. Django's own way reads the rows first, and would also delete what came to refer to them."""
    return rows._raw_delete(rows.db)


def check_links(
    *,
    now: datetime,
    limit: int = MAX_CHECKS,
    within: timedelta = MAX_ROUND,
    check: Check | None = None,
) -> int:
    """Checks the links whose day has come, at most `limit`, and gives how many. None is begun after `within`.

    Each is claimed by moving its day on, so that two workers never check one twice, and one that was claimed by a
    worker that died comes back the next day. When no server at all can be reached, nothing is held against them.
    """
    forget_unused_links()
    today = timezone.localdate(now)
    check = check or partial(check_address, requester=Requester())
    held: list[tuple[Link, Verdict]] = []
    count, is_online = 0, False
    links = due_links(today=today, limit=limit)
    for link, verdict in Round(links, check=check, claim=partial(claim, today=today), within=within):
        count += 1
        is_online = is_online or verdict.answered
        if verdict.may_be_our_fault and not is_online:
            held.append((link, verdict))
        else:
            judge_link(link=link, verdict=verdict, now=now)
    if held and not is_online and is_cut_off(held, check):
        logger.warning("No server could be reached: this machine seems to be cut off from the internet.")
        return count
    for link, verdict in held:
        judge_link(link=link, verdict=verdict, now=now)
    return count


def due_links(*, today: date, limit: int) -> list[Link]:
    """The oldest first, where hosts take turns. A day further ahead than any is ever set was set by a wrong clock."""
    due = Link.objects.filter(Q(next_check_on__lte=today) | Q(next_check_on__gt=today + WEEK))
    turn = Window(RowNumber(), partition_by=F("host"), order_by=["next_check_on", "pk"])
    return list(due.annotate(turn=turn).order_by("turn", "next_check_on", "pk")[:limit])


def claim(link: Link, *, today: date) -> bool:
    mine = Link.objects.filter(pk=link.pk, next_check_on=link.next_check_on)
    return mine.update(next_check_on=today + DAY) == 1


def is_cut_off(held: Sequence[tuple[Link, Verdict]], check: Check) -> bool:
    """Whether the links that worked last are not to be reached either; where none ever did, many hosts tell it."""
    hosts = {link.host for link, _verdict in held}
    working = Link.objects.filter(state=LinkState.WORKING).exclude(host__in=hosts)
    witnesses = working.order_by("-checked_at").values_list("url", flat=True)[:WITNESSES]
    if not witnesses:
        return len(hosts) >= MANY_HOSTS
    return not any(check(address).answered for address in witnesses)
