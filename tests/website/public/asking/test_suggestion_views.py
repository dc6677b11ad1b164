"""Pages that may answer the question: while typing, as a step, opened beside the form, and declined (rule 7)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servicedesk.deflection.models import AskOutcome, AskRun
from tests import factories
from tests.website.public.asking.details import done, send
from vraagbaak.models import Feedback, ReviewSignal

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TYPING = "/vraag-stellen/tijdens-typen/"
ANSWERED = "/vraag-stellen/beantwoord/"
DECLINED = "/vraag-stellen/hielp-niet/"


def type_in(client: Client, title: str = "", body: str = "", **fields: str) -> Any:
    return client.post(TYPING, {"title": title, "body": body, **fields}, headers=HTMX)


def inputs_of(html: str) -> list[str]:
    return re.findall(r'<input[^>]* name="([^"]+)"', html)


def titles(response: Any) -> list[str]:
    return [page.title for page in response.context["pages"]]


class TestWhileTyping:
    @pytest.mark.parametrize(
        ("typed", "expected"), [("", 0), ("pa", 0), ("pas", 1), ("paspoort", 1), ("xyzzy", 0)]
    )
    def test_appear_from_three_characters(self, client: Client, faq: Any, typed: str, expected: int) -> None:
        assert len(titles(type_in(client, typed))) == expected

    def test_are_at_most_five(self, client: Client, topic: Any, office: Any) -> None:
        for number in range(7):
            factories.FaqPageFactory(parent=topic, title=f"Wat kost een paspoort in jaar {number}?")

        assert len(titles(type_in(client, "wat kost een paspoort"))) == 5

    def test_use_the_explanation_too(self, client: Client, topic: Any, faq: Any) -> None:
        parking = factories.FaqPageFactory(
            parent=topic, title="Waar kan ik parkeren?", answer="<p>Op het plein.</p>"
        )

        response = type_in(client, "Kunt u mij helpen?", "Goedemiddag, ik zoek een plek om te parkeren.")

        assert titles(response) == [parking.title]

    def test_a_long_story_does_not_push_out_the_answer_to_the_question_itself(
        self, client: Client, topic: Any, faq: Any
    ) -> None:
        for subject in ("afval", "parkeren", "trouwen", "belasting", "bezwaar", "verhuizen"):
            factories.FaqPageFactory(parent=topic, title=f"Alles over {subject}", answer=f"<p>{subject}</p>")
        story = "Wij gaan verhuizen en trouwen, en betalen al belasting, parkeren en afval. " * 20

        assert faq.title in titles(type_in(client, "paspoort aanvragen", story))

    def test_the_same_list_is_not_sent_twice(self, client: Client, faq: Any, stamp: str) -> None:
        first = type_in(client, "paspoort", run=stamp)

        again = type_in(client, "paspoort ", run=stamp, seen=first.context["seen"])

        assert (first.status_code, again.status_code, again.content) == (200, 204, b"")

    def test_all_that_one_form_shows_belongs_to_one_run(self, client: Client, faq: Any, stamp: str) -> None:
        for typed in ("pas", "paspoort", "paspoort aan"):
            type_in(client, typed, run=stamp)
        client.post("/vraag-stellen/", {"title": "Paspoort bezorgen", "run": stamp})

        run = AskRun.objects.get()

        assert [(shown.page.title, shown.position) for shown in run.shown.all()] == [(faq.title, 1)]

    def test_typing_on_writes_nothing_when_nothing_new_is_shown(
        self, client: Client, faq: Any, stamp: str
    ) -> None:
        type_in(client, "paspoort", run=stamp)

        with CaptureQueriesContext(connection) as queries:
            type_in(client, "paspoort aanvragen", "Ik heb haast met mijn paspoort.", run=stamp)

        assert [each["sql"] for each in queries if each["sql"].split()[0] in ("INSERT", "UPDATE")] == []

    def test_a_forged_stamp_gets_suggestions_and_writes_nothing(self, client: Client, faq: Any) -> None:
        assert titles(type_in(client, "paspoort", run="vervalst:1:2")) == [faq.title]
        assert AskRun.objects.count() == 0

    @pytest.mark.parametrize("typed", ["\0", "pas\0poort", "x" * 100_000, "🙂🙂🙂", '"<script>'])
    def test_whatever_is_typed_is_taken(self, client: Client, faq: Any, typed: str) -> None:
        assert type_in(client, typed, typed, run=typed[:2000], seen=typed[:2000]).status_code == 200

    def test_a_hidden_page_is_suggested_to_nobody_outside(
        self, client: Client, office: Any, agents_base: Any
    ) -> None:
        factories.FaqPageFactory(parent=agents_base, title="Hoe vraag ik een paspoort aan?")

        assert titles(type_in(client, "paspoort", "Mijn paspoort is kwijt.")) == []


class TestAsAStep:
    def test_without_javascript_the_best_pages_are_a_step_of_their_own(
        self, client: Client, faq: Any
    ) -> None:
        response = client.post("/vraag-stellen/", {"title": "paspoort aanvragen"}, follow=True)

        assert response.templates[0].name == "website/asking/suggestions.html"
        assert titles(response) == [faq.title]

    def test_going_on_needs_no_session(self, client: Client, faq: Any) -> None:
        """The step was left open until the session was gone."""
        step = client.post(
            "/vraag-stellen/", {"title": "paspoort aanvragen", "body": "Met spoed."}, follow=True
        )
        client.cookies.clear()

        on = {"title": "paspoort aanvragen", "body": "Met spoed.", "run": str(step.context["stamp"])}
        response = client.post("/vraag-stellen/", {**on, "suggested": "1"}, follow=True)

        form = response.context["form"]
        assert response.templates[0].name == "website/asking/details.html"
        assert (form["title"].value(), form["body"].value()) == ("paspoort aanvragen", "Met spoed.")
        assert AskRun.objects.count() == 1

    def test_the_question_can_be_changed_in_the_same_run(self, client: Client, faq: Any) -> None:
        step = client.post("/vraag-stellen/", {"title": "paspoort aanvragen"}, follow=True)
        stamp = step.context["stamp"]

        response = client.post(
            "/vraag-stellen/", {"title": "paspoort aanvragen", "run": str(stamp), "change": "1"}
        )

        assert response.context["form"]["title"].value() == "paspoort aanvragen"
        assert response.context["stamp"].key == stamp.key

    def test_who_saw_suggestions_while_typing_gets_no_step_between(self, client: Client, faq: Any) -> None:
        response = client.post(
            "/vraag-stellen/", {"title": "Hoe vraag ik een paspoort aan?", "suggested": "1"}
        )

        assert response["Location"].startswith("/vraag-stellen/gegevens/?run=")


class TestOpening:
    def test_is_counted_and_leads_to_the_page(self, client: Client, faq: Any) -> None:
        client.post("/vraag-stellen/", {"title": "paspoort aanvragen"}, follow=True)
        run = AskRun.objects.get()

        response = client.get(f"/vraag-stellen/openen/{faq.pk}/", {"run": run.key})

        assert response["Location"] == f"{faq.url}?run={run.key}"
        assert run.shown.get().opened_at is not None

    def test_beside_the_form_the_answer_itself_comes(self, client: Client, faq: Any, stamp: str) -> None:
        type_in(client, "paspoort", run=stamp)
        run = AskRun.objects.get()

        response = client.get(f"/vraag-stellen/openen/{faq.pk}/", {"run": run.key}, headers=HTMX)

        assert response.templates[0].name == "website/asking/_opened_page.html"
        assert "Maak een afspraak bij de balie" in response.content.decode()
        assert run.shown.get().opened_at is not None

    def test_the_page_offers_the_way_back(self, client: Client, faq: Any, run: AskRun) -> None:
        content = client.get(faq.url, {"run": run.key}).content.decode()

        assert f'href="/vraag-stellen/?run={run.key}"' in content

    def test_the_page_repeats_no_invented_key(self, client: Client, faq: Any) -> None:
        content = client.get(faq.url, {"run": '"><script>alert(1)</script>'}).content.decode()

        assert "alert(1)" not in content

    def test_a_page_that_is_hidden_from_the_asker_does_not_open(
        self, client: Client, run: AskRun, agents_base: Any
    ) -> None:
        hidden = factories.FaqPageFactory(parent=agents_base)

        response = client.get(f"/vraag-stellen/openen/{hidden.pk}/", {"run": run.key}, headers=HTMX)

        assert response.status_code == 404


class TestDeclining:
    @pytest.fixture
    def shown(self, client: Client, faq: Any) -> AskRun:
        client.post("/vraag-stellen/", {"title": "paspoort aanvragen"}, follow=True)
        return AskRun.objects.get()

    def test_its_reason_goes_to_the_owner(self, client: Client, shown: AskRun, faq: Any) -> None:
        data = {"run": shown.key, "page": faq.pk, "reason": "De prijs ontbreekt."}

        response = client.post(DECLINED, data, headers=HTMX)

        assert response.templates[0].name == "website/asking/_declined_thanks.html"
        assert list(Feedback.objects.values_list("page", "helpful", "reason")) == [
            (faq.pk, False, "De prijs ontbreekt.")
        ]
        assert list(ReviewSignal.objects.values_list("page", "kind", "text")) == [
            (faq.pk, "unhelpful", "De prijs ontbreekt.")
        ]

    def test_the_answer_beside_the_form_names_the_run_in_which_it_was_opened(
        self, client: Client, shown: AskRun, faq: Any
    ) -> None:
        """Also in a form of another run, into which this one was restored."""
        form = client.get("/vraag-stellen/").content.decode()

        beside = client.get(f"/vraag-stellen/openen/{faq.pk}/", {"run": shown.key}, headers=HTMX)

        expected = f'<input type="hidden" name="run" value="{shown.key}" form="decline-form">'
        assert inputs_of(form[form.index('id="decline-form"') :].partition("</form>")[0]) == [
            "csrfmiddlewaretoken"
        ]
        assert beside.content.decode().count(expected) == 1

    def test_after_the_question_was_sent_it_is_kept_in_the_run_of_what_is_typed_next(
        self, client: Client, faq: Any, stamp: str
    ) -> None:
        client.post("/vraag-stellen/", {"title": "Paspoort?", "run": stamp})
        send(client, AskRun.objects.get())
        key = type_in(client, "paspoort", run=stamp).context["run_key"]

        beside = client.get(f"/vraag-stellen/openen/{faq.pk}/", {"run": key}, headers=HTMX)
        run = re.findall(r'name="run" value="([^"]+)"', beside.content.decode())
        client.post(DECLINED, {"run": run, "page": faq.pk, "reason": "De prijs ontbreekt."}, headers=HTMX)

        assert list(Feedback.objects.values_list("reason", flat=True)) == ["De prijs ontbreekt."]

    def test_a_reason_may_stay_away(self, client: Client, shown: AskRun, faq: Any) -> None:
        client.post(DECLINED, {"run": shown.key, "page": faq.pk}, headers=HTMX)

        assert list(Feedback.objects.values_list("helpful", "reason")) == [(False, "")]

    def test_a_second_press_counts_once(self, client: Client, shown: AskRun, faq: Any) -> None:
        for _press in range(2):
            client.post(DECLINED, {"run": shown.key, "page": faq.pk, "reason": "Nee."}, headers=HTMX)

        assert Feedback.objects.count() == 1

    def test_the_page_is_suggested_no_more_in_this_run(self, client: Client, shown: AskRun, faq: Any) -> None:
        stamp = str(client.get("/vraag-stellen/", {"run": shown.key}).context["stamp"])

        client.post(DECLINED, {"run": shown.key, "page": faq.pk}, headers=HTMX)

        assert titles(type_in(client, "paspoort", run=stamp)) == []
        assert titles(type_in(client, "paspoort")) == [faq.title]

    def test_without_javascript_the_asker_goes_on_where_the_question_is(
        self, client: Client, shown: AskRun, faq: Any
    ) -> None:
        other = factories.FaqPageFactory(parent=faq.get_parent(), title="Wat kost een paspoort?")
        data = {"run": shown.key, "page": faq.pk, "reason": "Onduidelijk."}

        response = client.post(DECLINED, data, follow=True)

        assert response.templates[0].name == "website/asking/suggestions.html"
        assert titles(response) == [other.title]
        assert len(list(response.context["messages"])) == 1

    def test_too_long_a_reason_stays_and_is_explained(self, client: Client, shown: AskRun, faq: Any) -> None:
        data = {"run": shown.key, "page": faq.pk, "reason": "x" * 1001}

        responses = [client.post(DECLINED, data, headers=headers) for headers in ({}, HTMX)]

        assert [response.templates[0].name for response in responses] == [
            "website/asking/declined.html",
            "website/asking/_opened_page.html",
        ]
        assert [response.context["form"]["reason"].value() for response in responses] == ["x" * 1001] * 2
        assert Feedback.objects.count() == 0

    def test_very_often_from_one_address_is_refused(
        self, client: Client, shown: AskRun, faq: Any, settings: Any
    ) -> None:
        settings.FEEDBACK_LIMIT_PER_HOUR = 0

        response = client.post(DECLINED, {"run": shown.key, "page": faq.pk, "reason": "Nee."}, headers=HTMX)

        assert len(response.context["form"].non_field_errors()) == 1
        assert Feedback.objects.count() == 0

    @pytest.mark.parametrize("data", [{}, {"run": "x"}, {"run": "\0", "page": "1"}, {"page": "٣"}])
    def test_what_names_no_run_or_page_is_not_found(
        self, client: Client, office: Any, data: dict[str, str]
    ) -> None:
        assert client.post(DECLINED, data).status_code == 404


class TestAnswered:
    def test_ends_the_run_and_drops_what_was_typed(self, client: Client, faq: Any, run: AskRun) -> None:
        response = client.post(ANSWERED, {"run": run.key, "page": faq.pk}, headers=HTMX)
        run.refresh_from_db()

        assert response["HX-Redirect"] == "/vraag-stellen/beantwoord/"
        assert (run.outcome, run.answered_by) == (AskOutcome.ANSWERED, faq)
        assert client.get("/vraag-stellen/", {"run": run.key}).context["form"]["title"].value() is None

    @pytest.mark.parametrize(("headers", "place"), [({}, "Location"), (HTMX, "HX-Redirect")])
    def test_after_the_question_was_sent_shows_how_it_stands(
        self, client: Client, faq: Any, run: AskRun, headers: dict[str, str], place: str
    ) -> None:
        send(client, run)

        response = client.post(ANSWERED, {"run": run.key, "page": faq.pk}, headers=headers)
        run.refresh_from_db()

        assert (response[place], run.outcome) == (done(run), AskOutcome.ASKED)

    def test_a_page_that_is_gone_comes_in_the_place_of_the_answer_and_not_in_the_button(
        self, client: Client, faq: Any, run: AskRun
    ) -> None:
        content = client.get(f"/vraag-stellen/openen/{faq.pk}/", {"run": run.key}, headers=HTMX).content

        assert f'hx-post="{ANSWERED}" hx-target="#beside"' in content.decode()


class TestCounting:
    """One address cannot make up the figures, and is served all the same."""

    def test_answers_over_the_limit_end_no_run(self, faq: Any, settings: Any) -> None:
        settings.ANSWERED_LIMIT_PER_HOUR = 3

        responses = [self.be_helped(Client(), faq) for _visitor in range(5)]

        assert [response.templates[0].name for response in responses] == ["website/asking/answered.html"] * 5
        assert AskRun.objects.filter(outcome=AskOutcome.ANSWERED).count() == 3

    def test_runs_over_the_limit_have_no_visitor_and_lead_on(self, faq: Any, settings: Any) -> None:
        settings.RUN_LIMIT_PER_HOUR = 3

        asked = {"title": "paspoort aanvragen", "suggested": "1"}
        responses = [Client().post("/vraag-stellen/", asked, follow=True) for _visitor in range(5)]

        assert [response.templates[0].name for response in responses] == ["website/asking/details.html"] * 5
        assert AskRun.objects.filter(visitor="").count() == 2

    def test_a_run_that_goes_on_is_counted_once(
        self, client: Client, faq: Any, stamp: str, settings: Any
    ) -> None:
        settings.RUN_LIMIT_PER_HOUR = 2
        for _time in range(3):
            client.post("/vraag-stellen/", {"title": "paspoort aanvragen", "run": stamp})
        client.post("/vraag-stellen/", {"title": "paspoort kwijt"})

        assert AskRun.objects.exclude(visitor="").count() == 2

    def be_helped(self, client: Client, faq: Any) -> Any:
        client.post("/vraag-stellen/", {"title": "paspoort aanvragen"})
        run = AskRun.objects.latest("pk")
        return client.post(ANSWERED, {"run": run.key, "page": faq.pk}, follow=True)
