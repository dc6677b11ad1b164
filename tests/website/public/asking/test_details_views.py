"""Who asks: consent, portal users, and sending once whatever a browser does."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from servicedesk.deflection.actions import leave_runs
from servicedesk.deflection.models import AskRun
from servicedesk.mail.status_links.actions import revoke_links
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.models import Party, Question
from servicedesk.offices.choices import AskAccess
from servicedesk.privacy.actions import erase_question
from tests import factories
from tests.website.public.asking.conftest import BODY, TITLE
from tests.website.public.asking.details import DETAILS, WHO, details, done, send
from vraagbaak.knowledge.audiences.choices import GroupName

pytestmark = pytest.mark.django_db


class TestConsent:
    def test_the_privacy_text_stands_beside_the_form(self, client: Client, run: AskRun, office: Any) -> None:
        office.privacy_text = "Wij bewaren uw vraag twee jaar."
        office.save()

        assert "Wij bewaren uw vraag twee jaar." in client.get(DETAILS, {"run": run.key}).content.decode()

    def test_where_it_is_asked_nothing_is_sent_without_it(
        self, client: Client, run: AskRun, office: Any
    ) -> None:
        office.asks_consent = True
        office.save()

        form = send(client, run).context["form"]

        assert (list(form.errors), form["name"].value(), Question.objects.count()) == (
            ["consent"],
            WHO["name"],
            0,
        )

    def test_the_moment_of_consent_is_kept(self, client: Client, run: AskRun, office: Any) -> None:
        office.asks_consent = True
        office.save()
        before = timezone.now()

        send(client, run, consent="on")

        consented_at = Question.objects.get().consented_at
        assert consented_at is not None
        assert consented_at >= before

    def test_where_it_is_not_asked_none_is_noted(self, client: Client, run: AskRun) -> None:
        send(client, run, consent="on")

        assert Question.objects.get().consented_at is None

    @pytest.mark.parametrize(("ticked", "expected"), [({}, False), ({"tell_when_published": "on"}, True)])
    def test_who_wants_a_mail_about_the_publication_says_so(
        self, client: Client, run: AskRun, ticked: dict[str, str], expected: bool
    ) -> None:
        send(client, run, **ticked)

        assert Question.objects.get().tell_when_published is expected

    def test_what_is_not_needed_is_not_asked(self, client: Client, run: AskRun) -> None:
        fields = set(client.get(DETAILS, {"run": run.key}).context["form"].fields)

        assert fields == {
            "title",
            "body",
            "name",
            "email",
            "subject",
            "tell_when_published",
            "shown_subject",
            "website",
            "altcha",
            "files",
        }


class TestPortalUsers:
    @pytest.fixture
    def member(self, portal_user: Any) -> Any:
        portal_user.first_name, portal_user.last_name = "Fatima", "de Vries"
        portal_user.save()
        return portal_user

    @pytest.fixture
    def run(self, client: Client, office: Any, member: Any) -> AskRun:
        client.force_login(member)
        client.post("/vraag-stellen/", {"title": TITLE, "body": BODY})
        return AskRun.objects.get()

    def test_are_known_by_name_and_address(self, client: Client, run: AskRun, member: Any) -> None:
        form = client.get(DETAILS, {"run": run.key}).context["form"]

        assert (form["name"].value(), form["email"].value()) == ("Fatima de Vries", member.email)
        assert "readonly" in str(form["email"])

    def test_cannot_ask_with_another_address(self, client: Client, run: AskRun, member: Any) -> None:
        send(client, run, email="iemand.anders@post.example")

        question = Question.objects.get()
        assert (question.portal_user, question.asker.email, question.asker.user) == (
            member,
            member.email,
            member,
        )

    def test_are_one_party_whatever_name_they_type_and_whatever_address_they_had(
        self, client: Client, run: AskRun, member: Any
    ) -> None:
        send(client, run)
        member.email = "nieuw@post.example"
        member.save()
        client.post("/vraag-stellen/", {"title": TITLE})
        send(client, AskRun.objects.exclude(pk=run.pk).get(), name="F. de Vries")

        assert list(Party.objects.values_list("email", "questions__title")) == [
            ("nieuw@post.example", TITLE),
            ("nieuw@post.example", TITLE),
        ]

    @pytest.mark.parametrize("group", GroupName.staff())
    def test_staff_who_try_the_form_are_strangers_in_it(
        self, client: Client, office: Any, group: GroupName
    ) -> None:
        client.force_login(factories.UserFactory(group=group))
        client.post("/vraag-stellen/", {"title": TITLE})

        send(client, AskRun.objects.get())

        question = Question.objects.get()
        assert (question.portal_user, question.asker.email) == (None, WHO["email"])


class TestConfirmedAddress:
    @pytest.fixture
    def with_code(self, office: Any) -> Any:
        office.ask_access = AskAccess.CODE
        office.save()
        return office

    def confirm(self, client: Client, email: str) -> None:
        session = client.session
        session["confirmed_address"] = {
            "email": email,
            "until": (timezone.now() + timedelta(hours=1)).timestamp(),
        }
        session.save()

    def test_is_shown_and_cannot_be_changed(self, client: Client, run: AskRun, with_code: Any) -> None:
        self.confirm(client, "bevestigd@post.example")

        shown = client.get(DETAILS, {"run": run.key}).context["form"]["email"]
        send(client, run, email="iemand.anders@post.example")

        assert (shown.value(), "readonly" in str(shown)) == ("bevestigd@post.example", True)
        assert Question.objects.get().asker.email == "bevestigd@post.example"

    def test_without_one_nothing_is_sent_and_the_text_is_kept(
        self, client: Client, run: AskRun, with_code: Any
    ) -> None:
        response = send(client, run, title="Een andere vraag?")

        assert (response.status_code, Question.objects.count()) == (302, 0)
        assert client.session["ask_drafts"][run.key]["title"] == "Een andere vraag?"


class TestSendingOnce:
    def test_a_second_press_asks_once_and_leads_to_the_same_page(self, client: Client, run: AskRun) -> None:
        responses = [send(client, run) for _press in range(2)]

        assert [response["Location"] for response in responses] == [done(run)] * 2
        assert (Question.objects.count(), len(mail.outbox)) == (1, 1)

    def test_the_back_button_leads_to_what_was_sent(self, client: Client, run: AskRun) -> None:
        send(client, run)

        assert client.get(DETAILS, {"run": run.key})["Location"] == done(run)

    def test_a_stranger_with_the_address_of_the_run_begins_at_the_beginning(
        self, client: Client, run: AskRun
    ) -> None:
        send(client, run)

        response = Client().get(DETAILS, {"run": run.key}, follow=True)

        assert response.redirect_chain[-1][0] == "/vraag-stellen/"

    def test_a_form_that_stood_open_for_more_than_a_week_is_taken(self, client: Client, run: AskRun) -> None:
        long_ago = timezone.now() - timedelta(days=9)
        AskRun.objects.update(begun_at=long_ago)
        leave_runs(now=timezone.now())
        client.session.flush()

        send(client, run)

        assert Question.objects.get().title == TITLE

    def test_a_form_whose_run_is_gone_is_taken(self, client: Client, run: AskRun) -> None:
        AskRun.objects.all().delete()

        response = send(client, run)

        assert response["Location"] == done(AskRun.objects.get())
        assert Question.objects.get().title == TITLE

    def test_a_form_whose_question_is_gone_asks_again(self, client: Client, run: AskRun) -> None:
        send(client, run)
        Question.objects.all().delete()

        send(client, run)

        assert Question.objects.get().title == TITLE

    @pytest.mark.parametrize("key", ["", "geraden", "\0", "x" * 5000])
    def test_a_guessed_key_takes_the_question_and_shows_nobody_anything(
        self, client: Client, office: Any, key: str
    ) -> None:
        statuses = [
            client.get(DETAILS, {"run": key}).status_code,
            client.post(DETAILS, {"run": key, "title": TITLE, **WHO}).status_code,
        ]

        assert statuses == [302, 302]

    def test_the_form_asks_for_its_own_origin(self, run: AskRun) -> None:
        assert Client(enforce_csrf_checks=True).post(DETAILS, details(run)).status_code == 403


class TestLinkOnThePageAfterSending:
    def link(self, client: Client, run: AskRun) -> str:
        return f"/vraag/{client.get(done(run)).context['status_token']}/"

    def test_is_the_same_however_often_the_page_is_shown(self, client: Client, run: AskRun) -> None:
        send(client, run)
        mailed = StatusLink.objects.count()

        links = [self.link(client, run) for _refresh in range(3)]

        assert (len(set(links)), StatusLink.objects.count() - mailed) == (1, 1)
        assert client.get(links[0]).status_code == 200

    @pytest.mark.parametrize("is_shown_before", [True, False])
    def test_does_not_come_back_after_it_was_revoked(
        self, client: Client, run: AskRun, agent: Any, is_shown_before: bool
    ) -> None:
        send(client, run)
        if is_shown_before:
            client.get(done(run))
        revoke_links(question=Question.objects.get(), user=agent, now=timezone.now())

        response = client.get(done(run))

        assert (response.status_code, response.context["status_token"]) == (200, "")
        assert (StatusLink.objects.filter(revoked_at=None).count(), "/vraag//" in str(response.content)) == (
            0,
            False,
        )

    def test_is_not_made_for_a_question_that_was_erased(self, client: Client, run: AskRun) -> None:
        send(client, run)
        erase_question(question=Question.objects.get(), now=timezone.now())

        response = client.get(done(run))

        assert (response["Location"], StatusLink.objects.count()) == ("/vraag-stellen/", 0)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_asks_in_dutch_and_in_english(client: Client, office: Any, english: Any, prefix: str) -> None:
    client.post(f"{prefix}/vraag-stellen/", {"title": TITLE})
    run = AskRun.objects.get()

    client.post(f"{prefix}{DETAILS}", details(run))

    assert Question.objects.get().language == (prefix.strip("/") or "nl")
