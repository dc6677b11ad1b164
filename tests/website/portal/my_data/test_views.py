"""“My data”, for an asker without an account, for a portal user, and for a stranger."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.parties.email_verification.models import EmailVerification
from servicedesk.parties.models import Party
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from tests import factories

pytestmark = pytest.mark.django_db
START = "/mijn-gegevens/"
CODE = "/mijn-gegevens/code/"
OVERVIEW = "/mijn-gegevens/overzicht/"
DOWNLOAD = "/mijn-gegevens/downloaden/"
ERASE = "/mijn-gegevens/wissen/"
ERASED = "/mijn-gegevens/gewist/"
LEAVE = "/mijn-gegevens/klaar/"
BEHIND_THE_CODE = [OVERVIEW, DOWNLOAD, ERASE]


@pytest.fixture(autouse=True)
def _own_attachments(settings: Any, tmp_path: Any) -> None:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"


@pytest.fixture
def fatima(office: Any) -> Any:
    return factories.PartyFactory(office=office)


@pytest.fixture
def waiting(office: Any, fatima: Any) -> Any:
    return factories.QuestionFactory(office=office, asker=fatima, title="Wacht deze nog?")


@pytest.fixture
def settled(office: Any, fatima: Any, agent: Any) -> Any:
    question = factories.QuestionFactory(office=office, asker=fatima, title="Is deze klaar?")
    sign_off(question=question, text="Ja.", user=agent, now=timezone.now())
    close_question(question=question, user=agent, now=timezone.now())
    mail.outbox.clear()
    return question


def mailed_code() -> str:
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert found
    return found.group()


def prove(client: Client, email: str = "fatima@post.example") -> Any:
    client.post(START, {"email": email})
    return client.post(CODE, {"code": mailed_code()})


def data_of(response: Any) -> Any:
    return json.loads(response.content)


class TestProof:
    def test_a_code_by_mail_opens_what_is_kept(self, client: Client, settled: Any) -> None:
        asked = client.post(START, {"email": "Fatima@Post.example"})
        proven = client.post(CODE, {"code": mailed_code()})

        questions = client.get(OVERVIEW).context["summary"].questions
        assert (asked["Location"], proven["Location"]) == (CODE, OVERVIEW)
        assert ([message.to for message in mail.outbox], questions) == ([["fatima@post.example"]], [settled])

    def test_reads_the_same_for_an_address_that_nobody_knows(self, settled: Any) -> None:
        answers = []
        for email in ("fatima@post.example", "niemand@post.example"):
            client = Client()
            response = client.post(START, {"email": email})
            page = client.get(response["Location"]).content.decode()
            answers.append((response.status_code, response["Location"], re.sub(r'value="\w{64}"', "", page)))

        assert answers[0] == answers[1]
        assert len(mail.outbox) == 2

    def test_shows_who_proves_an_unknown_address_that_nothing_is_kept(
        self, client: Client, settled: Any
    ) -> None:
        prove(client, "niemand@post.example")

        summary = client.get(OVERVIEW).context["summary"]
        assert (summary.parties, summary.questions, summary.inventory.counts["questions"]) == ([], [], 0)

    @pytest.mark.parametrize("code", ["000000", "12345", "abcdef", "1" * 5000, "１２３４５６", "\0", ""])
    def test_another_code_opens_nothing(self, client: Client, settled: Any, code: str) -> None:
        client.post(START, {"email": "fatima@post.example"})
        code = "999999" if code == mailed_code() else code

        response = client.post(CODE, {"code": code})

        assert (response.status_code in (200, 422), bool(response.context["form"].errors)) == (True, True)
        assert client.get(OVERVIEW)["Location"] == START

    def test_after_five_wrong_codes_the_right_one_is_refused_too(self, client: Client, settled: Any) -> None:
        client.post(START, {"email": "fatima@post.example"})
        right = mailed_code()
        wrong = "000001" if right == "000000" else "000000"
        for _try in range(5):
            client.post(CODE, {"code": wrong})

        assert client.post(CODE, {"code": right}).status_code == 422
        assert client.get(OVERVIEW)["Location"] == START

    def test_a_code_that_is_too_old_is_refused(self, client: Client, settled: Any, time_machine: Any) -> None:
        client.post(START, {"email": "fatima@post.example"})
        time_machine.move_to(timezone.now() + timedelta(minutes=16))

        assert client.post(CODE, {"code": mailed_code()}).status_code == 422

    def test_the_code_works_in_the_browser_that_asked_for_it_only(self, client: Client, settled: Any) -> None:
        client.post(START, {"email": "fatima@post.example"})
        stranger = Client()
        stranger.post(START, {"email": "vreemd@post.example"})
        [of_fatima] = [message for message in mail.outbox if message.to == ["fatima@post.example"]]
        code = re.search(r"\b\d{6}\b", of_fatima.body).group()  # type: ignore[union-attr]

        stranger.post(CODE, {"code": code})

        assert stranger.get(OVERVIEW)["Location"] == START

    def test_without_having_asked_for_a_code_there_is_nothing_to_type(
        self, client: Client, office: Any
    ) -> None:
        assert [client.get(CODE)["Location"], client.post(CODE, {"code": "123456"})["Location"]] == [
            START,
            START,
        ]

    def test_the_page_closes_by_itself(self, client: Client, settled: Any, time_machine: Any) -> None:
        prove(client)
        time_machine.move_to(timezone.now() + timedelta(minutes=31))

        assert client.get(OVERVIEW)["Location"] == START

    def test_the_page_closes_when_the_asker_is_done(self, client: Client, settled: Any) -> None:
        prove(client)
        client.post(LEAVE)

        assert client.get(OVERVIEW)["Location"] == START

    def test_a_code_to_ask_with_opens_nothing_here(self, client: Client, office: Any, settled: Any) -> None:
        prove(client)
        EmailVerification.objects.update(purpose="ask")

        assert client.get(OVERVIEW)["Location"] == START

    def test_the_session_names_nobody(self, client: Client, settled: Any) -> None:
        prove(client)
        client.get(OVERVIEW)

        stored = [str(SessionStore().decode(session.session_data)) for session in Session.objects.all()]
        assert [name in text for text in stored for name in ("fatima", "Fatima", "klaar")] == [
            False
        ] * 3 * len(stored)

    def test_who_proves_an_address_gets_a_new_session(self, client: Client, settled: Any) -> None:
        client.post(START, {"email": "fatima@post.example"})
        before = client.session.session_key
        client.post(CODE, {"code": mailed_code()})

        assert client.session.session_key != before


class TestStrangers:
    @pytest.mark.parametrize("address", BEHIND_THE_CODE)
    def test_are_sent_to_the_beginning(self, client: Client, settled: Any, address: str) -> None:
        answers = [client.get(address), client.post(address, {"sure": "on", "extent": "all"})]

        settled.refresh_from_db()
        assert [answer["Location"] for answer in answers] == [START, START]
        assert settled.erased_at is None

    def test_of_another_address_see_nothing_of_it(self, client: Client, settled: Any) -> None:
        prove(client, "vreemd@post.example")

        client.post(ERASE, {"sure": "on", "extent": "all"})
        settled.refresh_from_db()
        assert data_of(client.post(DOWNLOAD))["partijen"] == []
        assert settled.erased_at is None

    def test_nothing_is_taken_over_at_the_site_of_another_office(
        self, client: Client, home: Any, settled: Any
    ) -> None:
        other = home.get_parent().add_child(
            instance=factories.HomePageFactory.build(locale=home.locale, slug="elders")
        )
        elsewhere = Site.objects.create(hostname="elders.localhost", root_page=other)
        factories.OfficeFactory(site=elsewhere, name="Woonstede")
        prove(client)

        assert client.get(OVERVIEW, headers={"Host": "elders.localhost"})["Location"] == START

    def test_a_site_without_an_office_has_no_such_page(self, client: Client, site: Any) -> None:
        assert [client.get(address).status_code for address in (START, CODE, OVERVIEW)] == [404] * 3
        assert START not in client.get("/").content.decode()

    def test_find_the_way_in_the_footer_where_there_is_an_office(self, client: Client, office: Any) -> None:
        assert f'href="{START}"' in client.get("/").content.decode()

    @pytest.mark.parametrize(
        "email", ["", "geen adres", "a\0b@post.example", "a" * 5000 + "@post.example", "@", "x@y"]
    )
    def test_get_a_sentence_for_an_address_that_cannot_be(
        self, client: Client, office: Any, email: str
    ) -> None:
        response = client.post(START, {"email": email})

        assert (response.status_code, list(response.context["form"].errors)) == (200, ["email"])
        assert mail.outbox == []

    def test_cannot_have_codes_mailed_without_end(self, client: Client, office: Any, settings: Any) -> None:
        settings.PRIVACY_LIMIT_PER_HOUR = 2
        answers = [
            client.post(START, {"email": f"adres{number}@post.example"}).status_code for number in range(3)
        ]

        assert (answers, len(mail.outbox)) == ([302, 302, 429], 2)

    def test_cannot_flood_one_address(self, office: Any) -> None:
        answers = [Client().post(START, {"email": "x@post.example"}).status_code for _try in range(5)]

        assert (answers[-1], len(mail.outbox) < 5) == (429, True)

    @pytest.mark.parametrize("address", [START, CODE, DOWNLOAD, ERASE, LEAVE])
    def test_cannot_press_for_somebody_else(self, office: Any, address: str) -> None:
        assert Client(enforce_csrf_checks=True).post(address, {"email": "a@b.nl"}).status_code == 403


class TestDownload:
    def test_holds_everything_of_all_names_at_the_address(
        self, client: Client, office: Any, settled: Any
    ) -> None:
        partner = factories.PartyFactory(office=office, name="Ali de Vries")
        factories.QuestionFactory(office=office, asker=partner, title="Van Ali")
        prove(client)

        response = client.post(DOWNLOAD, {"form": "json"})

        parties = data_of(response)["partijen"]
        assert response["Content-Disposition"].startswith("attachment; ")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert [(party["naam"], [each["onderwerp"] for each in party["vragen"]]) for party in parties] == [
            ("Ali de Vries", ["Van Ali"]),
            ("Fatima de Vries", ["Is deze klaar?"]),
        ]

    def test_comes_with_the_attachments_in_a_zip(self, client: Client, settled: Any) -> None:
        Attachment.objects.create(
            question=settled,
            file=ContentFile(b"foto", name="x"),
            name="foto.png",
            content_type="image/png",
            size=4,
            added_at=timezone.now(),
        )
        prove(client)

        response = client.post(DOWNLOAD, {"form": "zip"})

        archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
        assert [archive.read(name) for name in archive.namelist()[1:]] == [b"foto"]

    def test_is_not_given_without_end(self, client: Client, settled: Any, settings: Any) -> None:
        prove(client)
        settings.PRIVACY_LIMIT_PER_HOUR = 0

        assert client.post(DOWNLOAD).status_code == 429


class TestErasing:
    def test_takes_settled_questions_at_once_and_the_name_with_the_last(
        self, client: Client, settled: Any
    ) -> None:
        prove(client)

        response = client.post(ERASE, {"sure": "on"})

        settled.refresh_from_db()
        assert (response["Location"], settled.body) == (ERASED, "")
        assert Party.objects.filter(erased_at=None).count() == 0
        assert client.get(ERASED).context["left"] == 0
        assert client.get(OVERVIEW)["Location"] == START

    def test_keeps_open_questions_for_who_still_wants_an_answer(
        self, client: Client, waiting: Any, settled: Any
    ) -> None:
        prove(client)

        client.post(ERASE, {"sure": "on", "extent": "settled"})

        waiting.refresh_from_db()
        settled.refresh_from_db()
        assert (waiting.title, waiting.is_open, settled.body) == ("Wacht deze nog?", True, "")
        assert (Party.objects.get().name, client.get(ERASED).context["left"]) == ("Fatima de Vries", 1)
        assert client.get(OVERVIEW).context["summary"].questions == [waiting]

    def test_withdraws_open_questions_for_who_wants_that(
        self, client: Client, waiting: Any, settled: Any
    ) -> None:
        prove(client)
        mail.outbox.clear()

        client.post(ERASE, {"sure": "on", "extent": "all"})

        waiting.refresh_from_db()
        assert (waiting.status, waiting.body, mail.outbox) == (QuestionStatus.CLOSED, "", [])
        assert Party.objects.filter(erased_at=None).count() == 0

    @pytest.mark.parametrize(
        ("posted", "wrong"),
        [
            ({}, ["extent", "sure"]),
            ({"sure": "on"}, ["extent"]),
            ({"extent": "all"}, ["sure"]),
            ({"sure": "on", "extent": "iets"}, ["extent"]),
        ],
    )
    def test_asks_for_a_choice_and_a_confirmation_first(
        self, client: Client, waiting: Any, posted: dict[str, str], wrong: list[str]
    ) -> None:
        prove(client)

        response = client.post(ERASE, posted)

        waiting.refresh_from_db()
        assert (list(response.context["form"].errors), waiting.erased_at) == (wrong, None)

    def test_ends_the_status_links(self, client: Client, settled: Any) -> None:
        address = factories.status_address(settled)
        prove(client)
        client.post(ERASE, {"sure": "on"})

        assert client.get(address).status_code == 404

    def test_a_second_press_finds_nothing_left(self, client: Client, settled: Any) -> None:
        prove(client)
        answers = [client.post(ERASE, {"sure": "on"})["Location"] for _press in range(2)]

        assert answers == [ERASED, START]


class TestErasingWhatTheBrowserHeld:
    @pytest.fixture
    def run(self, client: Client, settled: Any) -> AskRun:
        """Something typed and attached, and not sent."""
        client.post("/vraag-stellen/", {"title": "Mijn zevenslaper is ziek?", "body": ""})
        run = AskRun.objects.get()
        file = SimpleUploadedFile("brief.txt", b"Over de zevenslaper")
        client.post("/vraag-stellen/gegevens/", {"run": run.key, "title": "", "files": file})
        return run

    def test_what_was_typed_and_not_sent_goes_with_its_files_and_addresses(
        self, client: Client, run: AskRun
    ) -> None:
        session = client.session
        session["confirmed_address"] = {"email": "fatima@post.example", "until": 2_000_000_000}
        session["address_check"] = {"key": "sleutel", "email": "fatima@post.example"}
        session["asked_runs"] = [run.key]
        session.save()
        attached = list(Attachment.objects.values_list("run", flat=True))
        prove(client)

        client.post(ERASE, {"sure": "on"})

        personal = {"ask_drafts", "attached", "confirmed_address", "address_check", "asked_runs"}
        assert (attached, Attachment.objects.count()) == ([run.pk], 0)
        assert (personal & set(client.session.keys()), client.session["privacy_left"]) == (set(), 0)

    def test_files_of_another_browser_stay(self, client: Client, run: AskRun) -> None:
        other = Client()
        prove(other)

        other.post(ERASE, {"sure": "on"})

        assert (Attachment.objects.count(), list(client.session["ask_drafts"])) == (1, [run.key])

    def test_who_keeps_an_open_question_still_gets_to_what_was_sent(
        self, client: Client, waiting: Any, run: AskRun
    ) -> None:
        session = client.session
        session["asked_runs"] = [run.key]
        session.save()
        prove(client)

        client.post(ERASE, {"sure": "on", "extent": "settled"})

        assert (client.session["asked_runs"], "ask_drafts" in client.session) == ([run.key], False)


class TestPortalUser:
    @pytest.fixture
    def mine(self, office: Any, portal_user: Any) -> Any:
        party = factories.PartyFactory(office=office, user=portal_user, email=portal_user.email)
        return factories.QuestionFactory(office=office, asker=party, title="Van het account")

    def test_sees_what_is_kept_without_a_code(
        self, client: Client, mine: Any, settled: Any, portal_user: Any
    ) -> None:
        client.force_login(portal_user)

        assert client.get(OVERVIEW).context["summary"].questions == [mine]
        assert [party["naam"] for party in data_of(client.post(DOWNLOAD))["partijen"]] == ["Fatima de Vries"]

    def test_erases_it_and_keeps_the_account(
        self, client: Client, mine: Any, settled: Any, portal_user: Any
    ) -> None:
        client.force_login(portal_user)
        client.post(ERASE, {"sure": "on", "extent": "all"})

        mine.refresh_from_db()
        settled.refresh_from_db()
        portal_user.refresh_from_db()
        assert (mine.body, settled.erased_at, portal_user.is_active) == ("", None, True)

    def test_can_prove_another_address_too(
        self, client: Client, mine: Any, settled: Any, portal_user: Any
    ) -> None:
        client.force_login(portal_user)
        prove(client)

        assert client.get(OVERVIEW).context["summary"].questions == [settled]

    def test_an_agent_sees_nothing_of_the_askers_here(
        self, client: Client, mine: Any, settled: Any, agent: Any
    ) -> None:
        client.force_login(agent)

        assert client.get(OVERVIEW).context["summary"].parties == []


class TestPages:
    def test_what_is_in_quarantine_is_kept_but_not_listed(
        self, client: Client, office: Any, fatima: Any
    ) -> None:
        factories.QuestionFactory(office=office, asker=fatima, status=QuestionStatus.HELD)
        prove(client)

        summary = client.get(OVERVIEW).context["summary"]
        assert (summary.questions, summary.inventory.counts["questions"]) == ([], 1)

    def test_say_that_they_are_not_to_be_kept_or_listed(self, client: Client, settled: Any) -> None:
        prove(client)

        for address in (START, CODE, OVERVIEW, ERASE):
            response = client.get(address)
            assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == (
                "noindex, nofollow",
                "same-origin",
            )
            assert "no-store" in response["Cache-Control"]

    def test_markup_in_a_question_is_shown_and_not_run(self, client: Client, settled: Any) -> None:
        Question.objects.update(title="<script>alert(1)</script>")
        Party.objects.update(name="<img src=x onerror=alert(1)>")
        prove(client)

        content = client.get(OVERVIEW).content.decode()
        assert [piece in content for piece in ("<script>alert", "<img src=x")] == [False, False]

    @pytest.mark.parametrize("number", [1, 3])
    def test_cost_the_same_however_many_questions(
        self, client: Client, office: Any, fatima: Any, number: int, django_assert_num_queries: Any
    ) -> None:
        for _question in range(number):
            factories.QuestionFactory(office=office, asker=fatima)
        prove(client)
        client.get(OVERVIEW)

        with django_assert_num_queries(13):
            client.get(OVERVIEW)
