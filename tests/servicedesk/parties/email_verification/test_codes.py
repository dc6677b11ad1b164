"""Codes by mail: who gets one, how long and how often it may be tried."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from servicedesk.parties.email_verification.actions import (
    CodeExpiredError,
    TooManyCodesError,
    TooManyTriesError,
    WrongCodeError,
    confirm_code,
    forget_verifications,
    request_code,
    send_owed_codes,
)
from servicedesk.parties.email_verification.models import EmailVerification, VerificationPurpose
from tests import factories
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db

EMAIL = "fatima@post.example"


@pytest.fixture
def ask_for_code(office: Any) -> Callable[..., EmailVerification]:
    def ask(
        email: str = EMAIL, purpose: VerificationPurpose = VerificationPurpose.ASK, language: str = "nl"
    ) -> EmailVerification:
        return request_code(
            office=office, email=email, language=language, purpose=purpose, now=timezone.now()
        )

    return ask


def mailed_code(number: int = -1) -> str:
    [code] = re.findall(r"\b\d{6}\b", str(mail.outbox[number].body))
    return str(code)


def wrong_code() -> str:
    return f"{(int(mailed_code()) + 1) % 10**6:06}"


def confirm(check: EmailVerification, code: str, **changes: Any) -> EmailVerification:
    given = {"key": check.key, "code": code, "purpose": VerificationPurpose.ASK, "now": timezone.now()}
    return confirm_code(**{**given, **changes})


class TestAsking:
    def test_mails_six_digits_to_the_address_in_lower_case(self, ask_for_code: Any) -> None:
        check = ask_for_code(" Fatima@Post.Example ")

        assert check.email == EMAIL
        assert [message.to for message in mail.outbox] == [[EMAIL]]
        assert len(mailed_code()) == 6

    def test_the_database_never_holds_the_code(self, ask_for_code: Any) -> None:
        check = ask_for_code()
        check.refresh_from_db()

        values = " ".join(str(getattr(check, field.attname)) for field in check._meta.concrete_fields)
        assert (len(check.digest), mailed_code() in values) == (64, False)

    def test_is_the_same_for_an_address_that_is_known(self, ask_for_code: Any, office: Any) -> None:
        factories.PartyFactory(office=office, email=EMAIL)

        checks = [ask_for_code(), ask_for_code("vreemd@post.example")]

        assert [len(check.key) for check in checks] == [43, 43]
        assert [message.subject for message in mail.outbox] == [mail.outbox[0].subject] * 2

    def test_a_fourth_code_in_an_hour_is_refused(self, ask_for_code: Any) -> None:
        for _time in range(3):
            ask_for_code()

        with pytest.raises(TooManyCodesError):
            ask_for_code("FATIMA@post.example")

        assert len(mail.outbox) == 3

    def test_an_hour_later_codes_go_again(self, ask_for_code: Any) -> None:
        for _time in range(3):
            ask_for_code()
        EmailVerification.objects.update(planned_at=timezone.now() - timedelta(minutes=61))

        ask_for_code()

        assert len(mail.outbox) == 4

    @pytest.mark.parametrize(
        ("language", "subject"),
        [("en", "Your code for Gemeente Zonneveld"), ("de", "Your code for Gemeente Zonneveld")],
    )
    def test_who_does_not_read_dutch_is_written_to_in_english(
        self, ask_for_code: Any, language: str, subject: str
    ) -> None:
        ask_for_code(language=language)

        assert mail.outbox[0].subject == subject

    def test_says_what_it_is_for(self, ask_for_code: Any) -> None:
        ask_for_code(language="en", purpose=VerificationPurpose.PRIVACY)

        assert "see or erase what we keep about you" in mail.outbox[0].body


class TestConfirming:
    def test_the_right_code_confirms(self, ask_for_code: Any) -> None:
        check = confirm(ask_for_code(), mailed_code())

        check.refresh_from_db()
        assert (check.email, check.confirmed_at is not None) == (EMAIL, True)

    def test_a_wrong_code_tells_how_often_it_may_still_be_tried(self, ask_for_code: Any) -> None:
        check, left = ask_for_code(), []
        for _try in range(3):
            with pytest.raises(WrongCodeError) as refusal:
                confirm(check, wrong_code())
            left.append(refusal.value.left)

        assert left == [4, 3, 2]

    def test_after_five_wrong_codes_also_the_right_one_is_refused(self, ask_for_code: Any) -> None:
        check = ask_for_code()
        for _try in range(5):
            with pytest.raises(WrongCodeError):
                confirm(check, wrong_code())

        with pytest.raises(TooManyTriesError):
            confirm(check, mailed_code())

    def test_the_code_lives_for_fifteen_minutes(self, ask_for_code: Any) -> None:
        check = ask_for_code()
        moments = [timezone.now() + timedelta(minutes=minutes) for minutes in (14, 16)]

        assert confirm(check, mailed_code(), now=moments[0])
        with pytest.raises(CodeExpiredError):
            confirm(check, mailed_code(), now=moments[1])

    def test_a_code_opens_nothing_but_what_it_was_asked_for(self, ask_for_code: Any) -> None:
        check = ask_for_code(purpose=VerificationPurpose.PRIVACY)

        with pytest.raises(CodeExpiredError):
            confirm(check, mailed_code(), purpose=VerificationPurpose.ASK)

    def test_a_code_of_somebody_else_confirms_nothing(self, ask_for_code: Any) -> None:
        mine = ask_for_code()
        ask_for_code("ander@post.example")

        if mailed_code(0) != mailed_code(1):
            with pytest.raises(WrongCodeError):
                confirm(mine, mailed_code(1))

    @pytest.mark.parametrize("key", ["", "geraden", "\0", "x" * 5_000])
    def test_a_key_that_was_guessed_is_refused(self, ask_for_code: Any, key: str) -> None:
        ask_for_code()

        with pytest.raises(CodeExpiredError):
            confirm_code(key=key, code=mailed_code(), purpose=VerificationPurpose.ASK, now=timezone.now())

    @pytest.mark.parametrize("code", ["", "\0", "١٢٣٤٥٦", "9" * 5_000, "🙂"])
    def test_whatever_else_is_typed_is_a_wrong_code(self, ask_for_code: Any, code: str) -> None:
        with pytest.raises(WrongCodeError):
            confirm(ask_for_code(), code)


class TestSending:
    def test_waits_for_the_mail_server_and_counts_its_minutes_from_then(
        self, ask_for_code: Any, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        server = MailServer()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        check = ask_for_code()
        first = EmailVerification.objects.get().digest
        server.start()
        later = EmailVerification.objects.get().next_attempt_at + timedelta(seconds=1)

        sent = [send_owed_codes(now=later), send_owed_codes(now=later)]
        server.stop()

        check.refresh_from_db()
        [code] = re.findall(r"\b\d{6}\b", server.mails[0].get_payload(0).get_payload(decode=True).decode())
        assert (sent, len(server.mails), check.digest != first) == ([1, 0], 1, True)
        assert confirm(check, code).confirmed_at

    def test_a_code_that_nobody_waits_for_any_more_is_not_sent(
        self, ask_for_code: Any, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = MailServer().port
        ask_for_code()
        EmailVerification.objects.update(
            planned_at=timezone.now() - timedelta(minutes=61), next_attempt_at=timezone.now()
        )
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

        assert send_owed_codes(now=timezone.now()) == 0
        assert (mail.outbox, EmailVerification.objects.get().sent_at is not None) == ([], True)


def test_what_was_typed_to_get_a_code_is_forgotten(ask_for_code: Any) -> None:
    old, new = ask_for_code(), ask_for_code()
    day = timezone.now() - timedelta(days=1)
    EmailVerification.objects.filter(pk=old.pk).update(planned_at=day - timedelta(minutes=1))

    assert (forget_verifications(before=day), list(EmailVerification.objects.all())) == (1, [new])
