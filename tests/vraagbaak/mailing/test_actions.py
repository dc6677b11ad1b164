"""What holds for every mail that is owed, shown with a digest."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from tests.factories import AMSTERDAM
from vraagbaak.mailing.actions import CLAIM, MAX_WAIT, claim, send_mail, send_owed
from vraagbaak.models import Digest

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def owed(editor: Any) -> Digest:
    return Digest.objects.create(user=editor, day=date(2026, 11, 18), next_attempt_at=NOW)


def letter(owed: Digest) -> EmailMessage:
    return EmailMessage("Onderwerp", "Tekst", "van@zonneveld.example", [owed.user.email])


def nothing(owed: Digest) -> None:
    return None


def refused(owed: Digest) -> EmailMessage:
    raise ConnectionRefusedError("The mail server is away.")


def broken(owed: Digest) -> EmailMessage:
    raise RuntimeError("A fault in the program.")


def send(owed: Digest, build: Any, now: datetime = NOW) -> bool:
    return send_mail(mails=Digest.objects.all(), pk=owed.pk, build=build, now=now)


def test_mail_goes_once(owed: Digest) -> None:
    assert [send(owed, letter), send(owed, letter, NOW + timedelta(days=1))] == [True, False]
    owed.refresh_from_db()
    assert (owed.sent_at, owed.attempts, len(mail.outbox)) == (NOW, 1, 1)


def test_mail_is_not_tried_before_its_moment(owed: Digest) -> None:
    assert send(owed, letter, NOW - timedelta(seconds=1)) is False
    assert send_owed(mails=Digest.objects.all(), build=letter, now=NOW - timedelta(seconds=1)) == 0


def test_mail_with_nothing_to_say_is_done_and_does_not_count(owed: Digest) -> None:
    assert [send(owed, nothing), send(owed, letter, NOW + timedelta(days=1))] == [False, False]
    owed.refresh_from_db()
    assert (owed.sent_at, mail.outbox) == (NOW, [])


def test_waits_grow_with_each_refusal_up_to_a_longest(owed: Digest) -> None:
    waits, now = [], NOW
    for _attempt in range(11):
        send(owed, refused, now)
        owed.refresh_from_db()
        waits.append(owed.next_attempt_at - now)
        now = owed.next_attempt_at
    doubling = [timedelta(minutes=2**power) for power in range(1, 9)]
    assert waits == [*doubling, MAX_WAIT, MAX_WAIT, MAX_WAIT]
    assert (owed.sent_at, owed.last_error) == (None, "The mail server is away.")


def test_mail_under_way_is_left_to_who_has_it(owed: Digest) -> None:
    assert claim(mails=Digest.objects.all(), pk=owed.pk, now=NOW) is True
    assert [send(owed, letter), send(owed, letter, NOW + CLAIM)] == [False, True]


def test_fault_in_the_program_is_not_hidden_and_the_mail_stays_owed(owed: Digest) -> None:
    with pytest.raises(RuntimeError):
        send(owed, broken)
    assert send(owed, letter, NOW + CLAIM) is True


def test_one_that_is_refused_holds_up_no_other(owed: Digest, manager: Any) -> None:
    other = Digest.objects.create(user=manager, day=owed.day, next_attempt_at=NOW)
    builders = {owed.pk: refused, other.pk: letter}
    sent = send_owed(mails=Digest.objects.all(), build=lambda each: builders[each.pk](each), now=NOW)
    assert (sent, [message.to for message in mail.outbox]) == (1, [[manager.email]])
