"""The screen on which a page is reviewed, from three chairs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.factories import NOW, FaqPageFactory, UserFactory
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import FaqPage, KnowledgeBase, Review, ReviewTask
from vraagbaak.review.reviews.actions import confirm_page
from vraagbaak.review.reviews.choices import Outcome
from vraagbaak.review.signals.flags import flag_page

TODAY = NOW.date()


def address(page: Any) -> str:
    return reverse("reviews:review", args=[page.pk])


def decide(client: Any, page: Any, outcome: Outcome, seen: int = 0, **given: Any) -> Any:
    data = {f"{outcome.value}-{name}": value for name, value in {"seen": seen, **given}.items()}
    return client.post(address(page), {"outcome": outcome.value, **data})


class TestChairs:
    def test_editor_sees_the_answer_the_evidence_and_the_choices(
        self, faq: Any, editor: Any, agent: Any, client: Any
    ) -> None:
        flag_page(page=faq, user=agent, remark="Het nummer klopt niet.", now=NOW)
        client.force_login(editor)
        screen = client.get(address(faq)).content.decode()
        assert ["Het nummer klopt niet." in screen, "neem een pasfoto mee" in screen] == [True, True]
        assert [f'value="{outcome}"' in screen for outcome in Outcome.chosen()] == [True, True, False]

    def test_moderator_may_also_retire(self, faq: Any, moderator: Any, client: Any) -> None:
        client.force_login(moderator)
        assert 'value="retired"' in client.get(address(faq)).content.decode()

    def test_owner_without_page_rights_may_review(
        self, base: Any, agent: Any, today: date, client: Any
    ) -> None:
        mine, other = FaqPageFactory(parent=base, owner_person=agent), FaqPageFactory(parent=base)
        client.force_login(agent)
        assert [client.get(address(page)).status_code for page in (mine, other)] == [200, 404]

    def test_member_of_the_owning_group_may_review(
        self, base: Any, agent: Any, today: date, client: Any
    ) -> None:
        page = FaqPageFactory(parent=base, owner_group=agent.groups.get())
        client.force_login(agent)
        assert client.get(address(page)).status_code == 200

    def test_stranger_is_asked_to_log_in(self, faq: Any, client: Any) -> None:
        response = client.get(address(faq))
        assert (response.status_code, response.url) == (
            302,
            f"{reverse('wagtailadmin_login')}?next={address(faq)}",
        )

    def test_portal_user_has_no_way_in(self, faq: Any, portal_user: Any, client: Any) -> None:
        client.force_login(portal_user)
        decide(client, faq, Outcome.STILL_CORRECT)
        assert Review.objects.count() == 0

    def test_manager_of_the_knowledge_base_may_act_on_what_escalates(
        self, faq: Any, base: Any, agent: Any, client: Any
    ) -> None:
        KnowledgeBase.objects.filter(pk=base.pk).update(manager=agent)
        client.force_login(agent)
        decide(client, faq, Outcome.STILL_CORRECT)
        assert Review.objects.get().reviewer == agent

    def test_page_of_a_narrower_audience_is_not_there(self, base: Any, today: date, client: Any) -> None:
        """For somebody who may enter the admin, and belongs to none of the product's groups."""
        outsider = UserFactory()
        outsider.user_permissions.add(
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        )
        page = FaqPageFactory(parent=base, audience=Audience.AGENTS, owner_person=outsider)
        client.force_login(outsider)
        assert client.get(address(page)).status_code == 404


class TestDeciding:
    def test_still_correct(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        response = decide(client, faq, Outcome.STILL_CORRECT, remark="Nagekeken.", next_on="2027-03-01")
        review = Review.objects.get()
        assert (response.url, review.remark, review.next_on) == (
            reverse("reviews:report"),
            "Nagekeken.",
            date(2027, 3, 1),
        )

    def test_to_be_changed(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        decide(client, faq, Outcome.TO_BE_CHANGED, remark="Bedrag fout.", due_on="2026-12-01")
        assert ReviewTask.objects.get().due_on == date(2026, 12, 1)

    def test_retired_with_a_redirect(self, faq: Any, base: Any, moderator: Any, client: Any) -> None:
        client.force_login(moderator)
        decide(client, faq, Outcome.RETIRED, lead_to=base.pk)
        assert (FaqPage.objects.get(pk=faq.pk).live, client.get(faq.url).url) == (False, base.url)

    def test_address_of_a_hidden_page_is_told_to_nobody(
        self, agents_base: Any, moderator: Any, client: Any, today: date
    ) -> None:
        old, new = FaqPageFactory(parent=agents_base), FaqPageFactory(parent=agents_base)
        client.force_login(moderator)
        decide(client, old, Outcome.RETIRED, lead_to=new.pk)
        led = client.get(old.url)
        client.logout()
        assert ((led.status_code, led.url), client.get(old.url).status_code) == ((302, new.url), 404)

    def test_readers_are_led_only_to_what_is_ours(self, faq: Any, moderator: Any, client: Any) -> None:
        client.force_login(moderator)
        response = decide(client, faq, Outcome.RETIRED, lead_to=Page.get_first_root_node().pk)
        assert (response.status_code, FaqPage.objects.get(pk=faq.pk).live) == (400, True)

    def test_readers_are_not_led_to_what_they_may_not_see(
        self, faq: Any, agents_base: Any, moderator: Any, client: Any
    ) -> None:
        client.force_login(moderator)
        response = decide(client, faq, Outcome.RETIRED, lead_to=FaqPageFactory(parent=agents_base).pk)
        assert (response.status_code, FaqPage.objects.get(pk=faq.pk).live) == (400, True)

    @pytest.mark.parametrize(
        ("outcome", "given"),
        [
            (Outcome.STILL_CORRECT, {"next_on": "2026-11-18"}),
            (Outcome.STILL_CORRECT, {"next_on": "2001-01-01"}),
            (Outcome.STILL_CORRECT, {"next_on": "2036-11-16"}),
            (Outcome.STILL_CORRECT, {"next_on": "morgen"}),
            (Outcome.STILL_CORRECT, {"seen": "x"}),
            (Outcome.STILL_CORRECT, {"remark": "x" * 2001}),
            (Outcome.TO_BE_CHANGED, {"remark": "", "due_on": "2026-12-01"}),
            (Outcome.TO_BE_CHANGED, {"remark": "Fout.", "due_on": ""}),
            (Outcome.TO_BE_CHANGED, {"remark": "Fout.", "due_on": "2026-11-01"}),
        ],
    )
    def test_bad_input_is_told_and_nothing_is_stored(
        self, faq: Any, editor: Any, client: Any, outcome: Outcome, given: dict[str, str]
    ) -> None:
        client.force_login(editor)
        response = decide(client, faq, outcome, **given)
        assert (response.status_code, Review.objects.count()) == (400, 0)
        assert "error" in response.content.decode()

    def test_outcome_that_is_none_is_refused(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        assert client.post(address(faq), {"outcome": "changed"}).status_code == 400

    def test_editor_cannot_retire_by_hand_made_post(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        assert (decide(client, faq, Outcome.RETIRED).status_code, Review.objects.count()) == (400, 0)

    def test_second_reviewer_is_told_who_was_first(
        self, faq: Any, moderator: Any, editor: Any, client: Any
    ) -> None:
        confirm_page(page=faq, user=moderator, now=NOW)
        client.force_login(editor)
        response = client.post(
            address(faq), {"outcome": "still_correct", "still_correct-seen": 0}, follow=True
        )
        assert moderator.username in response.content.decode()
        assert Review.objects.count() == 1

    def test_way_back_is_kept(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        back = reverse("wagtailadmin_pages:edit", args=[faq.pk])
        response = client.post(
            address(faq), {"outcome": "still_correct", "still_correct-seen": 0, "next": back}
        )
        assert response.url == back


class TestUndo:
    def test_reviewer_is_asked_and_takes_it_back(self, faq: Any, editor: Any, client: Any) -> None:
        review = confirm_page(page=faq, user=editor, now=NOW)
        client.force_login(editor)
        undo = reverse("reviews:undo", args=[review.pk])
        assert (client.get(undo).status_code, client.post(undo).url) == (200, address(faq))
        assert Review.objects.not_undone().count() == 0

    def test_is_not_there_for_somebody_else(self, faq: Any, editor: Any, moderator: Any, client: Any) -> None:
        review = confirm_page(page=faq, user=moderator, now=NOW)
        client.force_login(editor)
        assert client.post(reverse("reviews:undo", args=[review.pk])).status_code == 404

    def test_too_late_is_told(self, faq: Any, editor: Any, client: Any) -> None:
        review = confirm_page(page=faq, user=editor, now=NOW - timedelta(days=1))
        client.force_login(editor)
        client.post(reverse("reviews:undo", args=[review.pk]))
        assert Review.objects.not_undone().count() == 1


def test_number_of_queries_does_not_grow_with_reviews_and_signals(
    faq: Any, editor: Any, agent: Any, client: Any
) -> None:
    client.force_login(editor)
    client.get(address(faq))
    counts = []
    for number in (1, 10):
        for each in range(number):
            confirm_page(page=faq, user=editor, now=NOW)
            flag_page(page=faq, user=agent, remark=f"{number} {each}", now=NOW)
        with CaptureQueriesContext(connection) as captured:
            client.get(address(faq))
        counts.append(len(captured))
    assert counts[0] == counts[1]
