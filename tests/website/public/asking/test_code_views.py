"""An office that wants to know the address first: a code by mail, between the question and who asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from servicedesk.deflection.models import AskRun
from servicedesk.models import Office, Question
from servicedesk.offices.choices import AskAccess
from servicedesk.parties.email_verification.models import EmailVerification

pytestmark = pytest.mark.django_db

ASK = "/vraag-stellen/"
ADDRESS = "/vraag-stellen/adres/"
CODE = "/vraag-stellen/code/"
DETAILS = "/vraag-stellen/gegevens/"
TITLE = "Kan ik mijn paspoort laten bezorgen?"
BODY = "Ik werk overdag."
EMAIL = "fatima@post.example"
TEXT = {"title": TITLE, "body": BODY}


@pytest.fixture(autouse=True)
def _asks_a_code(office: Office) -> None:
    office.ask_access = AskAccess.CODE
    office.save()


@pytest.fixture
def waiting(client: Client, run: AskRun) -> AskRun:
    """A run whose asker has a code in the mail."""
    client.post(ADDRESS, {"run": run.key, "email": EMAIL, **TEXT})
    return run


def errors(response: Any) -> list[str]:
    return [str(error) for each in response.context["form"].errors.values() for error in each]


def confirm(client: Client, run: AskRun, code: str) -> Any:
    return client.post(CODE, {"run": run.key, "code": code, **TEXT})


class TestTheWay:
    def test_the_details_wait_for_an_address(self, client: Client, run: AskRun) -> None:
        response = client.get(DETAILS, {"run": run.key})

        assert response["Location"] == f"{ADDRESS}?run={run.key}"

    def test_from_address_to_code_to_details_to_sent(
        self, client: Client, run: AskRun, mailed_code: Any
    ) -> None:
        asked = client.post(ADDRESS, {"run": run.key, "email": " Fatima@Post.example", **TEXT})
        confirmed = confirm(client, run, mailed_code())
        form = client.get(confirmed["Location"]).context["form"]
        client.post(
            DETAILS, {"run": run.key, "name": "Fatima", "email": "iemand.anders@post.example", **TEXT}
        )

        assert asked["Location"] == f"{CODE}?run={run.key}"
        assert confirmed["Location"] == f"{DETAILS}?run={run.key}"
        assert (form["title"].value(), form["email"].value()) == (TITLE, EMAIL)
        assert Question.objects.get().asker.email == EMAIL

    def test_an_account_without_an_address_asks_with_the_one_that_was_confirmed(
        self, client: Client, portal_user: Any, run: AskRun, mailed_code: Any
    ) -> None:
        portal_user.email = ""
        portal_user.save()
        client.force_login(portal_user)
        client.post(ADDRESS, {"run": run.key, "email": EMAIL, **TEXT})
        confirm(client, run, mailed_code())

        client.post(DETAILS, {"run": run.key, "name": "Fatima", "email": "ander@post.example", **TEXT})

        assert Question.objects.get().asker.email == EMAIL

    def test_a_code_may_be_typed_with_a_space(
        self, client: Client, waiting: AskRun, mailed_code: Any
    ) -> None:
        code = mailed_code()

        assert confirm(client, waiting, f" {code[:3]} {code[3:]} ").status_code == 302

    def test_the_next_question_of_the_day_needs_no_code(
        self, client: Client, waiting: AskRun, mailed_code: Any
    ) -> None:
        confirm(client, waiting, mailed_code())

        response = client.post(ASK, {"title": "Nog een vraag?"}, follow=True)

        assert response.templates[0].name == "website/asking/details.html"

    def test_a_day_later_it_does(self, client: Client, waiting: AskRun, mailed_code: Any) -> None:
        confirm(client, waiting, mailed_code())
        session = client.session
        session["confirmed_address"] = {
            **session["confirmed_address"],
            "until": (timezone.now() - timedelta(seconds=1)).timestamp(),
        }
        session.save()

        assert client.get(DETAILS, {"run": waiting.key})["Location"] == f"{ADDRESS}?run={waiting.key}"

    def test_a_member_has_an_address_already(self, client: Client, portal_user: Any) -> None:
        client.force_login(portal_user)

        response = client.post(ASK, TEXT, follow=True)

        assert response.context["form"]["email"].value() == portal_user.email

    def test_no_account_is_made(
        self, client: Client, waiting: AskRun, mailed_code: Any, django_user_model: Any
    ) -> None:
        before = django_user_model.objects.count()
        confirm(client, waiting, mailed_code())

        assert django_user_model.objects.count() == before


class TestWithoutACode:
    def test_sending_the_details_all_the_same_asks_nothing_and_loses_nothing(
        self, client: Client, run: AskRun
    ) -> None:
        stranger = Client()

        response = stranger.post(
            DETAILS, {"run": run.key, "name": "Fatima", "email": EMAIL, **TEXT}, follow=True
        )

        assert Question.objects.count() == 0
        assert response.templates[0].name == "website/asking/address.html"
        assert response.context["form"]["title"].value() == TITLE

    def test_the_details_of_an_unknown_run_lose_nothing_either(self, client: Client) -> None:
        response = client.post(
            DETAILS, {"run": "onbekend", "name": "Fatima", "email": EMAIL, **TEXT}, follow=True
        )

        assert response.context["form"]["title"].value() == TITLE

    def test_the_api_refuses(self, client: Client) -> None:
        data = {"name": "Fatima", "email": EMAIL, **TEXT}

        response = client.post("/api/v1/questions", data, content_type="application/json")

        assert (response.status_code, Question.objects.count()) == (403, 0)

    @pytest.mark.parametrize("step", [ADDRESS, CODE])
    def test_without_a_question_it_begins_at_the_beginning(
        self, client: Client, run: AskRun, step: str
    ) -> None:
        assert Client().get(step, {"run": run.key})["Location"] == f"{ASK}?run={run.key}"

    @pytest.mark.parametrize("step", [ADDRESS, CODE])
    @pytest.mark.parametrize("key", ["", "geraden", "\0", "x" * 5_000])
    def test_an_invented_run_is_not_found(self, client: Client, office: Any, step: str, key: str) -> None:
        assert [client.get(step, {"run": key}).status_code, client.post(step, {"run": key}).status_code] == [
            404,
            404,
        ]


class TestRefusals:
    def test_a_wrong_code_is_explained(self, client: Client, waiting: AskRun, mailed_code: Any) -> None:
        wrong = f"{(int(mailed_code()) + 1) % 10**6:06}"

        response = confirm(client, waiting, wrong)

        assert len(errors(response)) == 1
        assert "4" in errors(response)[0]

    def test_after_five_tries_a_new_code_is_needed(
        self, client: Client, waiting: AskRun, mailed_code: Any
    ) -> None:
        wrong = f"{(int(mailed_code()) + 1) % 10**6:06}"
        for _try in range(5):
            confirm(client, waiting, wrong)

        assert len(errors(confirm(client, waiting, mailed_code()))) == 1
        client.post(ADDRESS, {"run": waiting.key, "email": EMAIL, **TEXT})
        assert confirm(client, waiting, mailed_code()).status_code == 302

    def test_an_old_code_is_explained(self, client: Client, waiting: AskRun, mailed_code: Any) -> None:
        EmailVerification.objects.update(expires_at=timezone.now())

        assert len(errors(confirm(client, waiting, mailed_code()))) == 1

    def test_the_code_of_somebody_elses_browser_does_not_count(
        self, client: Client, waiting: AskRun, mailed_code: Any
    ) -> None:
        response = confirm(Client(), waiting, mailed_code())

        assert (response.templates[0].name, response.context["lost"]) == ("website/asking/address.html", True)
        assert response.context["form"]["title"].value() == TITLE

    @pytest.mark.parametrize("code", ["", "\0", "x" * 500, "🙂", "123"])
    def test_whatever_is_typed_is_refused_with_a_sentence(
        self, client: Client, waiting: AskRun, code: str
    ) -> None:
        response = confirm(client, waiting, code)

        assert (response.status_code, len(errors(response))) == (200, 1)

    @pytest.mark.parametrize("email", ["", "geen adres", "a@b", "\0@x.nl", "x" * 400 + "@x.nl"])
    def test_an_impossible_address_is_refused_with_a_sentence(
        self, client: Client, run: AskRun, email: str
    ) -> None:
        response = client.post(ADDRESS, {"run": run.key, "email": email, **TEXT})

        assert response.status_code == 200
        assert errors(response) != []
        assert mail.outbox == []

    def test_a_fourth_code_for_one_address_is_refused(self, client: Client, run: AskRun) -> None:
        responses = [client.post(ADDRESS, {"run": run.key, "email": EMAIL, **TEXT}) for _code in range(4)]

        assert [response.status_code for response in responses] == [302, 302, 302, 200]
        assert len(errors(responses[3])) == 1
        assert len(mail.outbox) == 3

    def test_many_codes_from_one_place_are_refused(self, client: Client, run: AskRun, settings: Any) -> None:
        settings.CODE_LIMIT_PER_HOUR = 1
        responses = [
            client.post(ADDRESS, {"run": run.key, "email": f"{number}@post.example", **TEXT})
            for number in range(2)
        ]

        assert len(errors(responses[1])) == 1
        assert len(mail.outbox) == 1
