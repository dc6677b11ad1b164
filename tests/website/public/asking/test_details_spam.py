"""What keeps robots out: they see the same page as everybody, and an agent sees what they sent."""

import base64
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import altcha
import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from servicedesk.deflection.models import AskRun
from servicedesk.models import Question
from servicedesk.questions.choices import QuestionStatus, Suspicion
from tests.website.public.asking.conftest import TITLE
from tests.website.public.asking.details import DETAILS, done, send

pytestmark = pytest.mark.django_db

LINKS = "https://a.example http://b.example www.c.example"


def found() -> list[tuple[str, str]]:
    return list(Question.objects.values_list("status", "suspicion"))


HELD = QuestionStatus.HELD


class TestHoneypot:
    @pytest.mark.parametrize("filled", ["http://spam.example", "a\0b", "x" * 10_000])
    def test_who_fills_it_in_sees_the_same_page_and_is_held_back(
        self, client: Client, run: AskRun, filled: str
    ) -> None:
        response = send(client, run, website=filled)

        assert (response["Location"], found()) == (done(run), [(HELD, Suspicion.HONEYPOT)])
        assert (client.get(done(run)).status_code, mail.outbox) == (200, [])


class TestLinks:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (LINKS, (QuestionStatus.OPEN, "")),
            (f"{LINKS} [url=d.example]", (HELD, Suspicion.LINKS)),
            ("https://www.a.example " * 3, (QuestionStatus.OPEN, "")),
            ("https://www.a.example " * 4, (HELD, Suspicion.LINKS)),
        ],
    )
    def test_four_are_many(self, client: Client, run: AskRun, body: str, expected: tuple[str, str]) -> None:
        send(client, run, body=body)

        assert found() == [expected]


class TestOften:
    def ask(self, client: Client) -> None:
        client.post("/vraag-stellen/", {"title": TITLE})
        send(client, AskRun.objects.order_by("-pk")[0])

    def test_after_so_many_in_a_day_a_browser_is_held_back(
        self, client: Client, office: Any, settings: Any
    ) -> None:
        settings.ASK_HELD_AFTER_PER_DAY = 2
        for _number in range(3):
            self.ask(client)
        self.ask(Client())

        expected = [(QuestionStatus.OPEN, "")] * 2 + [(HELD, Suspicion.SESSION), (QuestionStatus.OPEN, "")]
        assert found()[::-1] == expected

    def test_the_next_day_it_may_again(self, client: Client, office: Any, settings: Any) -> None:
        settings.ASK_HELD_AFTER_PER_DAY = 1
        self.ask(client)
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            self.ask(client)

        assert found() == [(QuestionStatus.OPEN, "")] * 2

    def test_of_a_thousand_in_a_minute_from_one_address_at_most_the_limit_comes_through(
        self, client: Client, run: AskRun, settings: Any
    ) -> None:
        settings.ASK_LIMIT_PER_HOUR = 3
        asked = {"title": TITLE, "name": "Robot", "email": "robot@post.example"}
        AskRun.objects.bulk_create(
            AskRun(office=run.office, key=f"run-{number}", visitor=str(number), begun_at=run.begun_at)
            for number in range(50)
        )

        statuses = Counter(
            [client.post(DETAILS, {**asked, "run": f"run-{number}"}).status_code for number in range(50)]
            + [
                client.post("/api/v1/questions", asked, content_type="application/json").status_code
                for _number in range(950)
            ]
        )

        assert (statuses, Question.objects.count()) == ({302: 3, 429: 997}, 3)

    def test_who_is_refused_finds_the_text_back(self, client: Client, run: AskRun, settings: Any) -> None:
        settings.ASK_LIMIT_PER_HOUR = 0

        response = send(client, run)

        form = response.context["form"]
        assert (response.status_code, form["title"].value(), len(form.non_field_errors())) == (429, TITLE, 1)


def solved(client: Client) -> str:
    """What the widget hands in."""
    sum_to_make = client.get("/vraag-stellen/controle/").json()
    solution = altcha.solve_challenge(
        challenge=sum_to_make["challenge"],
        salt=sum_to_make["salt"],
        algorithm=sum_to_make["algorithm"],
        max_number=sum_to_make["maxNumber"],
    )
    assert solution is not None
    given = {key: sum_to_make[key] for key in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**given, "number": solution.number}).encode()).decode()


class TestWork:
    @pytest.fixture(autouse=True)
    def demanding(self, office: Any) -> Any:
        office.demands_work = True
        office.save()
        return office

    def test_who_made_the_sum_asks_as_always(self, client: Client, run: AskRun) -> None:
        send(client, run, altcha=solved(client))

        assert found() == [(QuestionStatus.OPEN, "")]

    @pytest.mark.parametrize(
        "payload",
        ["", "x", "\0", "é", "e30=", "W10=", "MQ==", "x" * 5000, base64.b64encode(b"[" * 1400).decode()],
    )
    def test_a_browser_without_javascript_and_a_forger_are_held_back_and_not_refused(
        self, client: Client, run: AskRun, payload: str
    ) -> None:
        response = send(client, run, altcha=payload)

        assert (response["Location"], found()) == (done(run), [(HELD, Suspicion.WORK)])

    def test_one_sum_serves_once(self, client: Client, run: AskRun) -> None:
        payload = solved(client)
        send(client, run, altcha=payload)
        client.post("/vraag-stellen/", {"title": TITLE})
        send(client, AskRun.objects.exclude(pk=run.pk).get(), altcha=payload)

        assert found() == [(HELD, Suspicion.WORK), (QuestionStatus.OPEN, "")]

    def test_a_form_with_a_mistake_does_not_use_it_up(self, client: Client, run: AskRun) -> None:
        payload = solved(client)
        send(client, run, altcha=payload, email="fout")

        send(client, run, altcha=payload)

        assert found() == [(QuestionStatus.OPEN, "")]

    def test_a_sum_of_yesterday_is_too_old(self, client: Client, run: AskRun) -> None:
        payload = solved(client)
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            cache.clear()
            send(client, run, altcha=payload)

        assert found() == [(HELD, Suspicion.WORK)]

    def test_its_key_is_not_the_secret_key_itself(self) -> None:
        assert django_settings.SECRET_KEY not in django_settings.ALTCHA_HMAC_KEY

    def test_only_then_a_worker_may_run_on_the_page(self, client: Client, run: AskRun, office: Any) -> None:
        policies = []
        for demands in (True, False):
            office.demands_work = demands
            office.save()
            response = client.get(DETAILS, {"run": run.key})
            policies.append("worker-src 'self' blob:" in response["Content-Security-Policy"])

        assert policies == [True, False]


def test_held_back_has_no_signal_and_no_mail_until_it_is_released(client: Client, run: AskRun) -> None:
    send(client, run, website="x")

    question = Question.objects.get()
    assert (question.mails.count(), question.ask_run, question.is_open) == (0, run, False)
