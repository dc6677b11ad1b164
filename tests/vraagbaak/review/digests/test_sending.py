"""Digests through a real mail server: down and up again, and what became of the pages in the meantime."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.factories import AMSTERDAM, FaqPageFactory, UserFactory
from tests.mailserver import MailServer
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import Digest, FaqPage
from vraagbaak.review.digests.actions import send_owed_digests
from vraagbaak.review.digests.emails import digest_email
from vraagbaak.review.reviews.actions import confirm_page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)
# When the mail server is back.
LATER = datetime(2026, 11, 20, 9, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    yield server
    server.stop()


def questions_in(server: MailServer) -> list[str]:
    [message] = server.mails
    text = message.get_payload(0).get_payload(decode=True).decode()
    return [line[2:] for line in text.splitlines() if line.startswith("* ")]


def test_digest_waits_for_the_server_and_arrives_once(
    base: Any, editor: Any, plan: Any, server: MailServer
) -> None:
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)
    owed = Digest.objects.get()
    server.start()

    assert (owed.sent_at, owed.attempts, bool(owed.last_error)) == (None, 1, True)
    assert [send_owed_digests(now=LATER), send_owed_digests(now=LATER)] == [1, 0]
    assert [message["X-RcptTo"] for message in server.mails] == [editor.email]


def test_days_without_a_server_bring_one_mail(base: Any, editor: Any, plan: Any, server: MailServer) -> None:
    for days in range(3):
        FaqPageFactory(parent=base, review_on=TODAY + days * DAY, owner_person=editor)
        plan(TODAY + days * DAY)
    server.start()

    assert [send_owed_digests(now=LATER), plan(TODAY + 3 * DAY)] == [1, 1]
    assert len(server.mails) == 2


def test_what_was_settled_in_the_meantime_is_left_out(
    base: Any, editor: Any, plan: Any, server: MailServer
) -> None:
    names = ("Nog steeds", "Nagekeken", "Weggegeven", "Ingetrokken", "Weg")
    pages = {
        name: FaqPageFactory(parent=base, title=name, review_on=TODAY, owner_person=editor) for name in names
    }
    plan(TODAY)
    confirm_page(page=pages["Nagekeken"], user=editor, now=timezone.now())
    heir = UserFactory(group=GroupName.EDITORS)
    FaqPage.objects.filter(title="Weggegeven").update(owner_person=heir)
    pages["Ingetrokken"].unpublish()
    pages["Weg"].delete()
    server.start()

    send_owed_digests(now=LATER)

    assert questions_in(server) == ["Nog steeds"]


def test_digest_of_which_nothing_is_left_is_done_without_a_mail(
    base: Any, editor: Any, plan: Any, server: MailServer
) -> None:
    page = FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)
    confirm_page(page=page, user=editor, now=timezone.now())
    server.start()

    assert send_owed_digests(now=LATER) == 0
    assert (Digest.objects.owed(LATER + DAY).count(), server.mails) == (0, [])


@pytest.mark.parametrize("gone", [{"is_active": False}, {"email": ""}])
def test_who_left_before_it_could_be_sent_gets_none(
    base: Any, editor: Any, plan: Any, server: MailServer, gone: dict[str, Any]
) -> None:
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)
    type(editor).objects.filter(pk=editor.pk).update(**gone)
    server.start()

    assert (send_owed_digests(now=LATER), server.mails) == (0, [])


@pytest.mark.usefixtures("_queued")
def test_clock_that_is_set_back_before_the_sending_takes_nothing_away(
    base: Any, editor: Any, plan: Any
) -> None:
    FaqPageFactory(parent=base, review_on=TODAY, owner_person=editor)
    plan(TODAY)

    assert digest_email(Digest.objects.get(), today=TODAY - 5 * DAY) is not None
