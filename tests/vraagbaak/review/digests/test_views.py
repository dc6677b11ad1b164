"""The personal link from three chairs, and the preference in the account."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.factories import FaqPageFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.models import DigestPreference
from vraagbaak.review.digests.actions import choose_day
from vraagbaak.review.digests.choices import DigestDay
from vraagbaak.review.digests.personal_links import link_token

pytestmark = pytest.mark.django_db
REPORT = "/beheer/vraagbaak/reviews/"
FOREIGN = "This link was meant for somebody else. What you do here is done in your own name."
NOT_YOURS = "This page was deleted, is no longer published, or is not yours to review."


@pytest.fixture
def page(base: Any, editor: Any) -> Any:
    return FaqPageFactory(parent=base, review_on=date(2026, 11, 18), owner_person=editor)


def address(user: Any, page: Any) -> str:
    return reverse("reviews:link", args=[link_token(user=user, page=page)])


def follow(client: Client, url: str) -> tuple[str, list[str]]:
    """Where it leads, and what the next screen says."""
    response = client.get(url, headers={"accept-language": "en"})
    said = [str(message).strip() for message in get_messages(response.wsgi_request)]
    return response.headers["location"], said


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
    settings.LANGUAGE_CODE = "en"


class TestPersonalLink:
    def test_leads_its_addressee_to_the_review(self, client: Client, editor: Any, page: Any) -> None:
        client.force_login(editor)
        assert follow(client, address(editor, page)) == (f"{REPORT}{page.pk}/", [])

    def test_says_to_another_reviewer_that_it_was_meant_for_somebody_else(
        self, client: Client, editor: Any, manager: Any, page: Any
    ) -> None:
        client.force_login(manager)
        assert follow(client, address(editor, page)) == (f"{REPORT}{page.pk}/", [FOREIGN])

    def test_gives_no_right_to_who_may_not_review(
        self, client: Client, editor: Any, agent: Any, page: Any
    ) -> None:
        client.force_login(agent)
        assert follow(client, address(editor, page)) == (REPORT, [FOREIGN, NOT_YOURS])

    def test_asks_a_stranger_to_log_in_and_then_goes_on(self, client: Client, editor: Any, page: Any) -> None:
        url = address(editor, page)
        response = client.get(url)
        assert response.status_code == 302
        assert response.headers["location"] == f"/beheer/login/?next={url.replace(':', '%3A')}"

    @pytest.mark.parametrize("token", ["x", "x:y:z", "WzEsMV0:1vMabc:wrong-signature"])
    def test_refuses_what_was_not_made_here(self, client: Client, editor: Any, token: str) -> None:
        client.force_login(editor)
        url = reverse("reviews:link", args=[token])
        assert follow(client, url) == (REPORT, ["This link is incomplete or damaged."])

    def test_refuses_a_token_that_was_changed(self, client: Client, editor: Any, page: Any) -> None:
        client.force_login(editor)
        other = UserFactory(group=GroupName.EDITORS)
        changed = (
            link_token(user=other, page=page).partition(":")[0]
            + ":"
            + link_token(user=editor, page=page).partition(":")[2]
        )
        url = reverse("reviews:link", args=[changed])
        assert follow(client, url) == (REPORT, ["This link is incomplete or damaged."])

    @pytest.mark.parametrize(("days", "said"), [(179, []), (181, ["This link is older than 180 days."])])
    def test_ends_after_half_a_year(
        self, client: Client, editor: Any, page: Any, time_machine: Any, days: int, said: list[str]
    ) -> None:
        time_machine.move_to("2026-11-18T08:00:00Z")
        url = address(editor, page)
        time_machine.shift(timedelta(days=days))
        client.force_login(editor)
        assert follow(client, url)[1] == said

    def test_of_a_page_that_was_deleted_leads_to_the_report(
        self, client: Client, editor: Any, page: Any
    ) -> None:
        url = address(editor, page)
        page.delete()
        client.force_login(editor)
        assert follow(client, url) == (REPORT, [NOT_YOURS])

    def test_of_a_page_that_was_unpublished_leads_to_its_editor(
        self, client: Client, manager: Any, page: Any
    ) -> None:
        page.unpublish()
        client.force_login(manager)
        where, said = follow(client, address(manager, page))
        assert (where, said) == (f"/beheer/pages/{page.pk}/edit/", ["This page is no longer published."])


class TestPreference:
    def test_who_chose_nothing_sees_every_day(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        form = form_in(client)
        assert (form.initial["day"], DigestPreference.objects.count()) == (DigestDay.DAILY, 0)

    @pytest.mark.parametrize("day", [DigestDay.FRIDAY, DigestDay.NEVER])
    def test_choice_is_kept(self, client: Client, editor: Any, day: DigestDay) -> None:
        client.force_login(editor)
        for _again in range(2):
            client.post(reverse("wagtailadmin_account"), filled_in(editor, day))
        assert list(DigestPreference.objects.values_list("user", "day")) == [(editor.pk, day)]

    def test_choice_that_does_not_exist_is_refused(self, client: Client, editor: Any) -> None:
        choose_day(user=editor, day=DigestDay.MONDAY)
        client.force_login(editor)
        client.post(reverse("wagtailadmin_account"), filled_in(editor, "someday"))
        assert DigestPreference.objects.get().day == DigestDay.MONDAY


def form_in(client: Client) -> Any:
    panels = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"]
    [panel] = [panel for tab in panels.values() for panel in tab if panel.name == "review_digest"]
    return panel.get_form()


def filled_in(user: Any, day: str) -> dict[str, str]:
    return {
        "name_email-first_name": "Noor",
        "name_email-last_name": "de Wit",
        "name_email-email": user.email,
        "locale-preferred_language": "",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "review_digest-day": day,
    }
