"""Planning the digests of a day, once for each person, and sending them once each."""

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
from vraagbaak.review.digests.pages import NewPage, in_one_digest, new_pages, places_by_urgency
from vraagbaak.review.digests.recipients import Recipient, in_the_way, recipients

FORGOTTEN_AT_A_TIME = 500


def plan_digests(*, now: datetime, last_run: date | None) -> int:
    """Plans the digest of the local day for everybody for whom there is something new; gives how many.

    `last_run` is the last day before it on which digests were planned: weekdays missed since are made up for.

    Batch by batch, each in a transaction of its own: it may be killed or run again, and goes on where it was.
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
        places = places_by_urgency({row.page for row in found}, today)
        by_person = defaultdict(list)
        for row in found:
            by_person[row.recipient].append(row)
        contents = {key: in_one_digest(by_person[key], places) for key in sorted(free)}
        return len(store({key: rows for key, rows in contents.items() if rows}, today=today, now=now))


def still_free(keys: Iterable[int], today: date) -> set[int]:
    """Which of these persons nobody planned for in the meantime. Until the end of the transaction nobody can:
    two who plan at the same moment queue for the rows of the persons."""
    people = get_user_model().objects.select_for_update().filter(pk__in=keys).order_by("pk")
    held = set(people.values_list("pk", flat=True))
    return held - set(in_the_way(today).filter(user__in=held).values_list("user", flat=True))


def store(contents: dict[int, list[NewPage]], *, today: date, now: datetime) -> list[Digest]:
    """Writes the digests down in the caller's transaction, together with the tasks that send them."""
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
    """Whether a mail went: not when it was sent before, or when nothing of it is left to say."""
    return mailing.send_mail(mails=whole_digests(), pk=digest_pk, build=builder(now), now=now)


def send_owed_digests(*, now: datetime) -> int:
    """Tries every digest that waited for a mail server; gives how many went."""
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
    """Deletes the digests of earlier days, in pieces; gives how many.

    Who still has a page that was due before that day is told of it anew.
    """
    number = 0
    while keys := list(
        Digest.objects.filter(day__lt=before).values_list("pk", flat=True)[:FORGOTTEN_AT_A_TIME]
    ):
        Digest.objects.filter(pk__in=keys).delete()
        number += len(keys)
    return number
