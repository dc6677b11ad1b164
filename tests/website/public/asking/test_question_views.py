"""Asking a question: question, suggestions, who asks, sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from servicedesk.deflection.models import AskOutcome, AskRun
from servicedesk.mail.status_links.actions import question_for_token
from servicedesk.models import Question
from tests import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TITLE = "Kan ik mijn paspoort laten bezorgen?"
BODY = "Ik werk overdag."
WHO = {"name": "Fatima de Vries", "email": "fatima@post.example"}


@pytest.fixture
def faq(topic: Any, office: Any) -> Any:
    return factories.FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?", slug="aanvragen")


@pytest.fixture
def run(client: Client, office: Any) -> AskRun:
    """A run of which the first step was sent."""
    client.post("/vraag-stellen/", {"title": TITLE, "body": BODY})
    return AskRun.objects.get()


def details(run: AskRun, **fields: str) -> dict[str, str]:
    return {"run": run.key, "title": TITLE, "body": BODY, **WHO, **fields}


class TestFirstStep:
    def test_opening_the_form_writes_nothing(self, client: Client, office: Any) -> None:
        response = client.get("/vraag-stellen/")

        assert response.status_code == 200
        assert AskRun.objects.count() == 0

    def test_a_site_without_an_office_takes_no_questions(self, client: Client, site: Any) -> None:
        assert client.get("/vraag-stellen/").status_code == 404

    def test_the_words_of_a_search_come_along(self, client: Client, office: Any) -> None:
        response = client.get("/vraag-stellen/", {"q": "paspoort bezorgen"})

        assert response.context["form"]["title"].value() == "paspoort bezorgen"

    def test_what_was_typed_comes_back_when_the_asker_changes_the_question(
        self, client: Client, run: AskRun
    ) -> None:
        form = client.get("/vraag-stellen/", {"run": run.key}).context["form"]

        assert (form["title"].value(), form["body"].value()) == (TITLE, BODY)

    def test_without_suggestions_the_details_follow_at_once(self, client: Client, office: Any) -> None:
        response = client.post("/vraag-stellen/", {"title": TITLE}, follow=True)

        assert response.templates[0].name == "website/asking/details.html"


class TestAnswered:
    def test_ends_the_run_and_sends_nothing(self, client: Client, faq: Any, run: AskRun) -> None:
        response = client.post("/vraag-stellen/beantwoord/", {"run": run.key, "page": faq.pk})
        run.refresh_from_db()

        assert response["Location"] == "/vraag-stellen/beantwoord/"
        assert (run.outcome, run.answered_by) == (AskOutcome.ANSWERED, faq)
        assert Question.objects.count() == 0

    def test_from_the_form_itself_the_browser_is_sent_on(self, client: Client, faq: Any, run: AskRun) -> None:
        response = client.post("/vraag-stellen/beantwoord/", {"run": run.key, "page": faq.pk}, headers=HTMX)

        assert response["HX-Redirect"] == "/vraag-stellen/beantwoord/"

    @pytest.mark.parametrize("data", [{}, {"run": "x"}, {"run": "\0", "page": "1"}, {"page": "٣"}])
    def test_what_names_no_run_or_page_is_not_found(
        self, client: Client, office: Any, data: dict[str, str]
    ) -> None:
        assert client.post("/vraag-stellen/beantwoord/", data).status_code == 404


class TestDetails:
    def test_sending_asks_the_question_once(
        self, client: Client, run: AskRun, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            first = client.post("/vraag-stellen/gegevens/", details(run))
        second = client.post("/vraag-stellen/gegevens/", details(run))
        question = Question.objects.get()

        assert (question.title, question.body, question.asker.name) == (TITLE, BODY, WHO["name"])
        assert (first.status_code, first["Location"]) == (302, f"/vraag-stellen/verzonden/?run={run.key}")
        assert second["Location"] == first["Location"]
        assert [message.to for message in mail.outbox] == [[WHO["email"]]]

    def test_the_run_ends_in_the_question(self, client: Client, run: AskRun) -> None:
        client.post("/vraag-stellen/gegevens/", details(run))
        run.refresh_from_db()

        assert (run.outcome, run.question) == (AskOutcome.ASKED, Question.objects.get())

    def test_who_asks_on_the_english_pages_is_written_to_in_english(
        self, client: Client, run: AskRun, english: Any
    ) -> None:
        client.post("/en/vraag-stellen/gegevens/", details(run))

        assert Question.objects.get().language == "en"

    def test_the_subject_brings_its_team(self, client: Client, run: AskRun, office: Any) -> None:
        team = factories.TeamFactory(office=office)
        subject = factories.SubjectFactory(office=office, team=team)

        client.post("/vraag-stellen/gegevens/", details(run, subject=str(subject.pk)))

        assert Question.objects.get().team == team

    def test_the_sent_page_leads_to_the_status(self, client: Client, run: AskRun) -> None:
        response = client.post("/vraag-stellen/gegevens/", details(run), follow=True)

        assert response.templates[0].name == "website/asking/done.html"
        link = response.context["status_token"]
        assert f'href="/vraag/{link}/"' in response.content.decode()
        assert question_for_token(token=link, now=timezone.now()) == Question.objects.get()

    def test_without_a_session_what_was_typed_still_arrives(self, client: Client, run: AskRun) -> None:
        client.cookies.clear()

        client.post("/vraag-stellen/gegevens/", details(run))

        assert Question.objects.get().title == TITLE

    def test_without_a_draft_it_begins_at_the_beginning(self, client: Client, office: Any) -> None:
        response = client.get("/vraag-stellen/gegevens/", {"run": "onbekend"}, follow=True)

        assert response.templates[0].name == "website/asking/question.html"
        assert response.context["lost"] is True


class TestTraps:
    def refused(self, client: Client, data: dict[str, str], status: int = 200) -> Any:
        response = client.post("/vraag-stellen/gegevens/", data)
        form = response.context["form"]
        assert response.status_code == status
        assert Question.objects.count() == 0
        assert (form["title"].value(), form["name"].value()) == (TITLE, WHO["name"])
        return form.non_field_errors()

    def test_faster_than_people_type_is_refused(self, client: Client, run: AskRun, settings: Any) -> None:
        settings.ASK_MINIMUM_SECONDS = 5

        errors = self.refused(client, details(run))

        assert len(errors) == 1

    def test_a_little_later_the_same_form_is_taken(self, client: Client, run: AskRun, settings: Any) -> None:
        settings.ASK_MINIMUM_SECONDS = 5
        AskRun.objects.update(begun_at=timezone.now() - timedelta(seconds=6))

        client.post("/vraag-stellen/gegevens/", details(run))

        assert Question.objects.count() == 1

    def test_too_many_from_one_address_are_refused_and_keep_their_text(
        self, client: Client, run: AskRun, settings: Any
    ) -> None:
        settings.ASK_LIMIT_PER_HOUR = 0

        errors = self.refused(client, details(run), status=429)

        assert len(errors) == 1

    def test_a_forged_stamp_counts_from_now(self, client: Client, office: Any, settings: Any) -> None:
        settings.ASK_MINIMUM_SECONDS = 5
        client.post("/vraag-stellen/", {"title": TITLE, "body": BODY, "run": "vervalst:1:2"})

        self.refused(client, details(AskRun.objects.get()))


class TestAddressOfARun:
    """The key of a run stands in addresses that people pass on; it opens nothing for who did not ask."""

    def test_the_sent_page_opens_for_the_browser_that_asked_only(self, client: Client, run: AskRun) -> None:
        client.post("/vraag-stellen/gegevens/", details(run))

        statuses = [
            each.get("/vraag-stellen/verzonden/", {"run": run.key}).status_code for each in (client, Client())
        ]

        assert statuses == [200, 302]


def test_control_characters_are_left_out(client: Client, run: AskRun) -> None:
    fields = {"title": "Kan\x0b het\x1b?", "body": "Regel een\r\nregel\x08 twee", "name": "Fatima\x07"}
    client.post("/vraag-stellen/gegevens/", details(run, **fields))

    question = Question.objects.get()
    assert (question.title, question.body, question.asker.name) == (
        "Kan het?",
        "Regel een\nregel twee",
        "Fatima",
    )
