"""What was typed is still there: after a step back, on another device, in a form that was open for days."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from servicedesk.asking.models import AskDraft
from servicedesk.deflection.models import AskRun
from servicedesk.models import Question
from tests import factories
from website.background import tasks

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
ASK = "/vraag-stellen/"
TYPING = "/vraag-stellen/tijdens-typen/"
TITLE = "Kan ik mijn paspoort laten bezorgen?"
BODY = "Ik werk overdag."
WHO = {"name": "Fatima de Vries", "email": "fatima@post.example"}


def typed(response: Any) -> tuple[Any, Any]:
    form = response.context["form"]
    return form["title"].value(), form["body"].value()


def drafts() -> list[tuple[Any, ...]]:
    return list(AskDraft.objects.values_list("user", "title", "body"))


class TestOnAnotherDevice:
    @pytest.fixture
    def as_member(self, client: Client, office: Any, portal_user: Any) -> Client:
        client.force_login(portal_user)
        return client

    @pytest.fixture
    def elsewhere(self, portal_user: Any) -> Client:
        other = Client()
        other.force_login(portal_user)
        return other

    def test_what_a_member_types_is_kept(self, as_member: Client, portal_user: Any) -> None:
        for body in ("Ik werk", BODY):
            as_member.post(TYPING, {"typed": "1", "title": TITLE, "body": body}, headers=HTMX)

        assert drafts() == [(portal_user.pk, TITLE, BODY)]

    def test_another_device_goes_on_with_it(self, as_member: Client, elsewhere: Client) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})

        response = elsewhere.get(ASK)

        assert typed(response) == (TITLE, BODY)
        assert "You were typing this on" in elsewhere.get("/en/vraag-stellen/").content.decode()

    def test_it_can_be_thrown_away(self, as_member: Client, elsewhere: Client) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})

        response = elsewhere.post("/vraag-stellen/opnieuw/", follow=True)

        assert (typed(response), drafts()) == ((None, None), [])

    def test_sending_it_ends_it(self, as_member: Client) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})
        run = AskRun.objects.get()

        as_member.post("/vraag-stellen/gegevens/", {"run": run.key, "title": TITLE, "body": BODY, **WHO})

        assert (Question.objects.count(), drafts()) == (1, [])

    def test_emptying_the_form_ends_it(self, as_member: Client) -> None:
        as_member.post(TYPING, {"typed": "1", "title": TITLE}, headers=HTMX)
        as_member.post(TYPING, {"typed": "1", "title": " ", "body": ""}, headers=HTMX)

        assert drafts() == []

    def test_a_form_that_opens_with_a_search_keeps_nothing(self, as_member: Client) -> None:
        as_member.post(TYPING, {"title": "paspoort"}, headers=HTMX)

        assert drafts() == []

    def test_a_search_does_not_take_its_place(
        self, as_member: Client, elsewhere: Client, portal_user: Any
    ) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})

        response = elsewhere.get(ASK, {"q": "paspoort"})
        elsewhere.post(TYPING, {"title": "paspoort"}, headers=HTMX)

        assert (typed(response), drafts()) == ((TITLE, BODY), [(portal_user.pk, TITLE, BODY)])

    def test_who_throws_it_away_goes_on_with_the_search(self, as_member: Client, elsewhere: Client) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})
        query = elsewhere.get(ASK, {"q": "pas & poort"}).context["query"]

        response = elsewhere.post("/vraag-stellen/opnieuw/", {"q": query}, follow=True)

        assert typed(response) == ("pas & poort", None)

    def test_nobody_else_sees_it(self, as_member: Client, base: Any) -> None:
        as_member.post(ASK, {"title": TITLE, "body": BODY})
        other = Client()
        other.force_login(factories.UserFactory(group="Portaalgebruikers"))

        assert [typed(client.get(ASK)) for client in (other, Client())] == [(None, None)] * 2

    def test_of_a_stranger_or_an_agent_nothing_is_kept(self, client: Client, office: Any, agent: Any) -> None:
        client.post(TYPING, {"typed": "1", "title": TITLE}, headers=HTMX)
        client.force_login(agent)
        client.post(TYPING, {"typed": "1", "title": TITLE}, headers=HTMX)

        assert drafts() == []

    @pytest.mark.parametrize("text", ["x" * 100_000, "a\0b", "🙂"])
    def test_whatever_is_typed_can_be_kept(self, as_member: Client, text: str) -> None:
        assert (
            as_member.post(TYPING, {"typed": "1", "title": text, "body": text}, headers=HTMX).status_code
            == 200
        )

    def test_after_thirty_days_it_is_forgotten(self, as_member: Client, office: Any, base: Any) -> None:
        for days in (29, 31):
            user = factories.UserFactory()
            moment = timezone.now() - timedelta(days=days)
            AskDraft.objects.create(office=office, user=user, title=f"{days} dagen", changed_at=moment)

        tasks.forget_old_ask_drafts.enqueue()

        assert list(AskDraft.objects.values_list("title", flat=True)) == ["29 dagen"]


class TestOpenForDays:
    def test_a_form_older_than_its_stamp_is_taken(self, client: Client, stamp: str, monkeypatch: Any) -> None:
        monkeypatch.setattr("website.public.asking.stamps.STAMP_SECONDS", -1)

        response = client.post(ASK, {"title": TITLE, "body": BODY, "run": stamp}, follow=True)

        assert response.templates[0].name == "website/asking/details.html"
        assert typed(response) == (TITLE, BODY)

    def test_a_form_whose_session_is_gone_is_taken(self, client: Client, stamp: str) -> None:
        client.cookies.clear()

        assert typed(client.post(ASK, {"title": TITLE, "body": BODY, "run": stamp}, follow=True)) == (
            TITLE,
            BODY,
        )

    def test_what_cannot_be_found_any_more_is_said(self, client: Client, run: AskRun) -> None:
        client.cookies.clear()

        response = client.get("/vraag-stellen/suggesties/", {"run": run.key}, follow=True)

        assert (response.templates[0].name, response.context["lost"]) == (
            "website/asking/question.html",
            True,
        )


class TestUnknownToken:
    """The page was open when somebody logged in, or when the cookie went."""

    @pytest.fixture
    def strict(self, office: Any) -> Client:
        client = Client(enforce_csrf_checks=True)
        client.get(ASK)
        return client

    def stale(self, client: Client, address: str = ASK, **headers: str) -> Any:
        data = {"title": TITLE, "body": BODY, "csrfmiddlewaretoken": "y" * 64}
        return client.post(address, data, headers={"Origin": "http://testserver", **headers})

    def test_one_press_sends_the_form_after_all(self, strict: Client) -> None:
        response = self.stale(strict)
        fields = dict(response.context["fields"])
        token = str(response.context["csrf_token"])

        gone_on = strict.post(ASK, {**fields, "csrfmiddlewaretoken": token}, follow=True)

        assert (response.status_code, response.templates[0].name) == (403, "website/pages/stale_form.html")
        assert typed(gone_on) == (TITLE, BODY)

    def test_what_was_typed_can_be_read(self, strict: Client) -> None:
        content = self.stale(strict).content.decode()

        assert [text in content for text in (TITLE, BODY)] == [True, True]

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
    def test_what_another_site_sends_is_not_offered(self, strict: Client, origin: str) -> None:
        response = self.stale(strict, Origin=origin)

        assert (response.status_code, response.templates[0].name) == (403, "403_csrf.html")

    def test_a_password_is_typed_anew(self, strict: Client) -> None:
        response = self.stale(strict, "/inloggen/")

        assert response.templates[0].name == "403_csrf.html"

    def test_who_only_types_is_not_disturbed(self, strict: Client) -> None:
        assert self.stale(strict, TYPING, **HTMX).templates[0].name == "403_csrf.html"


class TestBackAfterSending:
    @pytest.fixture
    def sent(self, client: Client, stamp: str) -> AskRun:
        client.post(ASK, {"title": TITLE, "body": BODY, "run": stamp})
        run = AskRun.objects.get()
        client.post("/vraag-stellen/gegevens/", {"run": run.key, "title": TITLE, "body": BODY, **WHO})
        run.refresh_from_db()
        return run

    def test_the_same_form_shows_that_it_was_sent(self, client: Client, stamp: str, sent: AskRun) -> None:
        response = client.post(ASK, {"title": TITLE, "body": BODY, "run": stamp})

        assert response["Location"] == f"/vraag-stellen/verzonden/?run={sent.key}"
        assert Question.objects.count() == 1

    def test_its_address_shows_that_it_was_sent(self, client: Client, sent: AskRun) -> None:
        response = client.get(ASK, {"run": sent.key})

        assert response["Location"] == f"/vraag-stellen/verzonden/?run={sent.key}"

    def test_an_empty_form_names_what_was_just_sent(self, client: Client, sent: AskRun) -> None:
        response = client.get(ASK)

        assert (typed(response), response.context["sent"]) == ((None, None), sent)

    def test_an_hour_later_it_is_not_named_any_more(self, client: Client, sent: AskRun) -> None:
        Question.objects.update(asked_at=timezone.now() - timedelta(minutes=61))

        assert client.get(ASK).context["sent"] is None

    def test_another_question_in_the_same_form_is_asked(
        self, client: Client, stamp: str, sent: AskRun
    ) -> None:
        response = client.post(ASK, {"title": "Iets heel anders?", "run": stamp}, follow=True)

        assert response.templates[0].name == "website/asking/details.html"
        assert typed(response) == ("Iets heel anders?", "")

    def test_who_did_not_send_it_learns_nothing(self, stamp: str, sent: AskRun) -> None:
        stranger = Client()

        assert typed(stranger.get(ASK, {"run": sent.key})) == (None, None)
        assert stranger.post(ASK, {"title": TITLE, "body": BODY, "run": stamp})["Location"] != (
            f"/vraag-stellen/verzonden/?run={sent.key}"
        )
