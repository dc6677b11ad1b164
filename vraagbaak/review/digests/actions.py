"""Plans the digests of a day, one for each person, and sends each once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from vraagbaak.mailing import actions as mailing
from vraagbaak.mailing.models import OwedMailQuerySet
from vraagbaak.review.digests.choices import DigestDay
from vraagbaak.review.digests.emails import digest_email
from vraagbaak.review.digests.models import Digest, DigestPage, DigestPreference
from vraagbaak.review.digests.pages import NewPage, in_one_digest, new_pages, ranks_by_urgency
from vraagbaak.review.digests.recipients import Recipient, blocking_digests, recipients

MAX_DELETED_AT_ONCE = 500


def plan_digests(*, now: datetime, last_run: date | None) -> int:
    """Plans the digests of the local day for everybody with new pages; gives how many.

    `last_run` is the last earlier day on which digests were planned; weekdays missed since then are made up for.
    Each batch has a transaction of its own: after a crash, the next call continues.
    """
    today = timezone.localdate(now)
    batches = recipients(today=today, last_run=last_run)
    return sum(plan_for(people=people, today=today, now=now) for people in batches)


def plan_for(*, people: Sequence[Recipient], today: date, now: datetime) -> int:
    found = new_pages(people=people, today=today)
    if not found:
        return 0
    with transaction.atomic():
        free = still_free({row.recipient for row in found}, today)
        ranks = ranks_by_urgency({row.page for row in found}, today)
        by_person = defaultdict(list)
        for row in found:
            by_person[row.recipient].append(row)
        contents = {key: in_one_digest(by_person[key], ranks) for key in sorted(free)}
        return len(store({key: rows for key, rows in contents.items() if rows}, today=today, now=now))


def still_free(keys: Iterable[int], today: date) -> set[int]:
    """Which of these persons have no digest yet. The rows of the persons are locked until the end of the transaction,
    so that two processes that plan at the same time wait for each other."""
    people = get_user_model().objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = set(people.values_list("pk", flat=True))
    return locked - set(blocking_digests(today).filter(user__in=locked).values_list("user", flat=True))


def store(contents: dict[int, list[NewPage]], *, today: date, now: datetime) -> list[Digest]:
    """Stores the digests in the caller's transaction, together with the tasks that send them."""
    digests = Digest.objects.bulk_create(
        Digest(user_id=key, day=today, next_attempt_at=now) for key in contents
    )
    DigestPage.objects.bulk_create(
        DigestPage(digest=digest, page_id=row.page, due_on=row.due_on, reason=row.reason)
        for digest in digests
        for row in contents[digest.user_id]
    )
    for digest in digests:
        send_planned_digest.enqueue(digest.pk)
    return digests


@task()
def send_planned_digest(digest_pk: int) -> bool:
    return send_digest(digest_pk=digest_pk, now=timezone.now())


def send_digest(*, digest_pk: int, now: datetime) -> bool:
    """Whether a mail was sent: not if it was sent before, or if none of its pages is still due."""
    return mailing.send_mail(mails=whole_digests(), pk=digest_pk, build=builder(now), now=now)


def send_owed_digests(*, now: datetime) -> int:
    """Tries to send every digest that is still owed; gives how many were sent."""
    return mailing.send_owed(mails=whole_digests(), build=builder(now), now=now)


def whole_digests() -> OwedMailQuerySet:
    digests: OwedMailQuerySet = Digest.objects.select_related("user")
    return digests


def builder(now: datetime) -> mailing.Builder:
    return partial(digest_email, today=timezone.localdate(now))


def choose_day(*, user: Any, day: DigestDay) -> DigestPreference:
    preference, _created = DigestPreference.objects.update_or_create(user=user, defaults={"day": day})
    return preference


def forget_digests(*, before: date) -> int:
    """Deletes the digests of the days before `before`, in batches; gives how many.

    Their recipients are told again of pages that are still due since then.
    """
    number = 0
    while keys := list(
        Digest.objects.filter(day__lt=before).values_list("pk", flat=True)[:MAX_DELETED_AT_ONCE]
    ):
        Digest.objects.filter(pk__in=keys).delete()
        number += len(keys)
    return number
