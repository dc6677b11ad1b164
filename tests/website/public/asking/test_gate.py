"""Who may ask: everyone, members, who confirms an address, nobody. Reading and searching stay open."""

import json
from typing import Any

import pytest
from django.test import Client

from servicedesk.deflection.models import AskRun
from servicedesk.models import Office, Question
from servicedesk.offices.choices import AskAccess

pytestmark = pytest.mark.django_db

ASK = "/vraag-stellen/"
DETAILS = "/vraag-stellen/gegevens/"
TITLE = "Kan ik mijn paspoort laten bezorgen?"
BODY = "Ik werk overdag."
WHO = {"name": "Fatima de Vries", "email": "fatima@post.example"}
MESSAGE = "Wij verhuizen. Bel ons vanaf maandag."


def decide(office: Office, access: AskAccess) -> None:
    office.ask_access, office.closed_message = access, MESSAGE
    office.save()


def ask_by_api(client: Client) -> Any:
    data = json.dumps({"title": TITLE, "body": BODY, **WHO})
    return client.post(
        "/api/v1/questions", data, content_type="application/json", headers={"Accept-Language": "en"}
    )


class TestClosed:
    @pytest.fixture(autouse=True)
    def _closed(self, run: AskRun, office: Office) -> None:
        """After somebody had begun."""
        decide(office, AskAccess.CLOSED)

    def test_shows_the_message_and_the_way_to_search(self, client: Client) -> None:
        response = client.get(ASK)
        content = response.content.decode()

        assert (response.status_code, response.templates[0].name) == (200, "website/asking/closed.html")
        assert [text in content for text in (MESSAGE, 'action="/zoeken/"', "ask-form")] == [True, True, False]

    @pytest.mark.parametrize("address", [ASK, DETAILS])
    def test_takes_nothing_and_shows_what_was_typed(self, client: Client, run: AskRun, address: str) -> None:
        response = client.post(address, {"run": run.key, "title": TITLE, "body": BODY, **WHO})

        assert (response.status_code, response.context["typed"]) == (403, {"title": TITLE, "body": BODY})
        assert Question.objects.count() == 0

    def test_the_api_refuses_with_the_same_message(self, client: Client) -> None:
        response = ask_by_api(client)

        assert (response.status_code, response.json()["detail"]) == (
            403,
            f"Questions cannot be asked now. {MESSAGE}",
        )

    def test_pages_do_not_invite_to_ask_but_lead_to_the_message(self, client: Client, faq: Any) -> None:
        content = client.get(faq.url).content.decode()

        assert ['class="ask-panel"' in content, 'class="button ask-link"' in content] == [False, True]


class TestMembers:
    @pytest.fixture(autouse=True)
    def _for_members(self, office: Office) -> None:
        decide(office, AskAccess.MEMBERS)

    def test_a_stranger_is_shown_the_way_in(self, client: Client) -> None:
        response = client.get(ASK, {"q": "paspoort bezorgen"})

        assert response.templates[0].name == "website/asking/members.html"
        assert (
            'href="/inloggen/?next=%2Fvraag-stellen%2F%3Fq%3Dpaspoort%2Bbezorgen"'
            in response.content.decode()
        )

    def test_what_was_typed_is_there_after_logging_in(self, client: Client, portal_user: Any) -> None:
        back = client.post(ASK, {"title": TITLE, "body": BODY}).context["back"]
        password = {"username": portal_user.username, "password": "geheim-voor-de-test", "next": back}

        form = client.post("/inloggen/", password, follow=True).context["form"]

        assert (form["title"].value(), form["body"].value()) == (TITLE, BODY)

    def test_a_stranger_sends_nothing(self, client: Client, office: Office, portal_user: Any) -> None:
        client.post(DETAILS, {"run": "x", "title": TITLE, "body": BODY, **WHO})

        assert (Question.objects.count(), ask_by_api(client).status_code) == (0, 403)

    def test_an_account_that_is_not_a_members_does_not_help(
        self, client: Client, django_user_model: Any
    ) -> None:
        client.force_login(django_user_model.objects.create_user("iemand"))

        response = client.get(ASK)

        assert response.templates[0].name == "website/asking/members.html"
        assert "/inloggen/?next" not in response.content.decode()

    def test_a_member_asks(self, client: Client, portal_user: Any) -> None:
        client.force_login(portal_user)
        client.post(ASK, {"title": TITLE, "body": BODY})
        run = AskRun.objects.get()

        client.post(DETAILS, {"run": run.key, "title": TITLE, "body": BODY, **WHO})

        assert Question.objects.get().title == TITLE


class TestWithoutAnOffice:
    def test_asking_is_offered_nowhere(self, client: Client, topic: Any, home: Any) -> None:
        pages = ["/", topic.url, "/zoeken/?q=xyzzy", "/inloggen/"]

        contents = [client.get(page).content.decode() for page in pages]

        assert [ASK in content for content in contents] == [False] * 4

    def test_the_form_is_not_found(self, client: Client, site: Any) -> None:
        assert client.get(ASK).status_code == 404


def test_the_way_to_ask_stands_in_the_same_place_on_every_page(client: Client, faq: Any, topic: Any) -> None:
    """Consistent help: after the navigation in the header, and third in the footer."""
    pages = ["/", topic.url, faq.url, "/zoeken/", ASK, "/inloggen/", "/bestaat-niet/"]
    places = set()
    for page in pages:
        content = client.get(page).content.decode()
        header = content[content.index("</nav>") : content.index("</header>")]
        footer = content[content.index("<footer") :]
        places.add((header.count('class="button ask-link"'), footer.count("<li", 0, footer.index(ASK))))

    assert places == {(1, 3)}
