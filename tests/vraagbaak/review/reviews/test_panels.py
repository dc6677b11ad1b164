"""What the front page of the admin and the edit screen tell of reviews."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import NOW, FaqPageFactory, KnowledgeBaseFactory
from vraagbaak.models import FaqPage, KnowledgeBase
from vraagbaak.review.reviews.actions import confirm_page, request_change
from vraagbaak.review.reviews.panels import ReviewSummaryPanel
from vraagbaak.review.reviews.report import ReviewReportView

TODAY = NOW.date()


def context_for(user: Any, rf: Any) -> dict[str, Any]:
    request = rf.get("/")
    request.user = user
    return ReviewSummaryPanel(request).get_context_data()


def make(parent: Any, days: int, **columns: Any) -> FaqPage:
    page: FaqPage = FaqPageFactory(parent=parent)
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY + timedelta(days=days), **columns)
    return page


class TestFrontPage:
    def test_mine_are_counted_and_the_most_urgent_shown(
        self, base: Any, editor: Any, rf: Any, today: date
    ) -> None:
        pages = [make(base, -days, owner_person=editor, owner_group=None) for days in range(7)]
        make(base, -3)
        context = context_for(editor, rf)
        assert context["count"] == 7
        assert [page.pk for page, _days in context["pages"]] == [page.pk for page in reversed(pages[2:])]

    def test_page_with_a_task_stands_among_mine(self, faq: Any, editor: Any, rf: Any) -> None:
        request_change(page=faq, user=editor, now=NOW, remark="Fout.", due_on=TODAY + timedelta(days=7))
        assert [page.pk for page, _days in context_for(editor, rf)["pages"]] == [faq.pk]

    def test_share_stands_against_the_target(self, base: Any, editor: Any, rf: Any, today: date) -> None:
        KnowledgeBase.objects.filter(pk=base.pk).update(target_share=80)
        for days in (-1, 1, 1):
            make(base, days)
        [bar] = context_for(editor, rf)["bars"]
        assert (bar.base, bar.percent, bar.base.target_share) == (base, 66, 80)

    def test_knowledge_base_without_pages_has_no_bar(self, base: Any, editor: Any, rf: Any) -> None:
        assert context_for(editor, rf)["bars"] == []

    def test_stands_on_the_front_page_of_who_works_on_pages(
        self, base: Any, editor: Any, client: Any
    ) -> None:
        client.force_login(editor)
        assert 'class="review-home"' in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_agent_without_pages_does_not_see_it(self, base: Any, agent: Any, client: Any) -> None:
        client.force_login(agent)
        assert 'class="review-home"' not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_number_of_queries_does_not_grow(self, home: Any, editor: Any, rf: Any, today: date) -> None:
        context_for(editor, rf)
        counts = []
        for number in (1, 5):
            for _each in range(number):
                base = KnowledgeBaseFactory(parent=home)
                make(base, -1, owner_person=editor)
                make(base, 1)
            with CaptureQueriesContext(connection) as captured:
                context_for(editor, rf)
            counts.append(len(captured))
        assert counts[0] == counts[1]

    def test_report_stands_in_the_menu(self, base: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        menu = client.get(reverse("wagtailadmin_home")).content.decode()
        assert reverse(ReviewReportView.index_url_name) in menu


class TestEditScreen:
    def form_data(self, page: FaqPage, **changes: Any) -> dict[str, Any]:
        """What the edit screen would send."""
        data = {
            "title": page.title,
            "slug": page.slug,
            "answer": streamfield([("text", rich_text("<p>Maak een afspraak.</p>"))]),
            "alternatives": inline_formset([]),
            "related_faqs": inline_formset([]),
            "comments": inline_formset([]),
            "tags": "",
            "agent_note": "",
            "seo_title": "",
            "search_description": "",
            "audience": page.audience,
            "owner_person": page.owner_person_id or "",
            "owner_group": page.owner_group_id or "",
            "review_planned_on": "",
            "review_interval": "",
            "initial-owner_person": page.owner_person_id or "",
            "initial-owner_group": page.owner_group_id or "",
            "initial-review_planned_on": "",
            "initial-review_interval": "",
            **changes,
        }
        return nested_form_data(data)

    @pytest.fixture
    def edit(self, moderator: Any, client: Any) -> Any:
        client.force_login(moderator)

        def send(page: FaqPage, **changes: Any) -> Any:
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            return client.post(address, self.form_data(page, **changes))

        return send

    def test_tells_how_the_page_stands(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        screen = client.get(reverse("wagtailadmin_pages:edit", args=[faq.pk])).content.decode()
        assert (reverse("reviews:review", args=[faq.pk]) in screen, "8 november 2026" in screen) == (
            True,
            True,
        )

    def test_owner_and_interval_take_effect_without_publishing(
        self, faq: Any, edit: Any, moderator: Any
    ) -> None:
        edit(faq, owner_person=moderator.pk, review_interval=30)
        page = FaqPage.objects.get(pk=faq.pk)
        assert (page.owner_person, page.review_interval, page.review_on) == (
            moderator,
            30,
            date(2026, 11, 8),
        )
        assert page.title == faq.title

    def test_interval_moves_the_date_of_a_page_that_is_in_order(
        self, base: Any, edit: Any, today: date
    ) -> None:
        page = FaqPageFactory(parent=base, reviewed_on=TODAY)
        edit(page, review_interval=3650)
        assert FaqPage.objects.get(pk=page.pk).review_on == TODAY + timedelta(days=3650)

    def test_page_with_a_task_keeps_the_day_of_the_task(self, faq: Any, edit: Any, editor: Any) -> None:
        due_on = TODAY + timedelta(days=7)
        request_change(page=faq, user=editor, now=NOW, remark="Fout.", due_on=due_on)
        edit(faq, review_interval=300)
        assert FaqPage.objects.get(pk=faq.pk).review_on == due_on

    def test_screen_that_was_opened_earlier_takes_nothing_back(
        self, faq: Any, edit: Any, editor: Any, moderator: Any
    ) -> None:
        confirm_page(page=faq, user=editor, now=NOW, next_on=date(2026, 12, 24))
        FaqPage.objects.filter(pk=faq.pk).update(owner_person=moderator)
        shown = {"initial-owner_person": editor.pk, "initial-owner_group": ""}
        shown |= {"initial-review_planned_on": "", "initial-review_interval": ""}
        edit(faq, title="Typefout hersteld", **shown)
        page = FaqPage.objects.get(pk=faq.pk)
        assert (page.review_on, page.owner_person) == (date(2026, 12, 24), moderator)

    def test_screen_holds_what_it_showed(self, faq: Any, editor: Any, client: Any) -> None:
        client.force_login(editor)
        screen = client.get(reverse("wagtailadmin_pages:edit", args=[faq.pk])).content.decode()
        assert 'name="initial-owner_person"' in screen

    def test_only_colleagues_can_be_chosen_as_owner(self, faq: Any, edit: Any, portal_user: Any) -> None:
        before = FaqPage.objects.get(pk=faq.pk).owner_person
        edit(faq, owner_person=portal_user.pk)
        assert FaqPage.objects.get(pk=faq.pk).owner_person == before

    def test_set_date_takes_effect(self, base: Any, edit: Any, today: date) -> None:
        page = FaqPageFactory(parent=base)
        edit(page, review_planned_on="2027-01-01")
        assert FaqPage.objects.get(pk=page.pk).review_on == date(2027, 1, 1)

    def test_set_date_does_not_put_off_what_is_due(self, faq: Any, edit: Any) -> None:
        edit(faq, review_planned_on="2027-01-01")
        assert FaqPage.objects.get(pk=faq.pk).review_on == date(2026, 11, 8)

    @pytest.mark.parametrize("day", ["2026-11-18", "2001-01-01", "2036-11-16"])
    def test_date_in_the_past_or_too_far_is_refused(self, faq: Any, edit: Any, day: str) -> None:
        response = edit(faq, review_planned_on=day)
        assert response.status_code == 200
        assert FaqPage.objects.get(pk=faq.pk).review_planned_on is None

    def test_date_that_has_passed_may_stay(self, faq: Any, edit: Any) -> None:
        FaqPage.objects.filter(pk=faq.pk).update(review_planned_on=date(2026, 1, 1))
        shown = {"initial-review_planned_on": "2026-01-01"}
        assert edit(faq, review_planned_on="2026-01-01", **shown).status_code == 302

    @pytest.mark.parametrize("days", ["0", "3651"])
    def test_impossible_interval_is_refused(self, faq: Any, edit: Any, days: str) -> None:
        edit(faq, review_interval=days)
        assert FaqPage.objects.get(pk=faq.pk).review_interval is None

    def test_page_without_owner_gets_the_default_one(
        self, faq: Any, edit: Any, base: Any, manager: Any
    ) -> None:
        KnowledgeBase.objects.filter(pk=base.pk).update(default_owner_person=manager)
        edit(faq, owner_person="", owner_group="")
        assert FaqPage.objects.get(pk=faq.pk).owner_person == manager

    def test_publishing_another_text_is_a_review_by_who_published(
        self, faq: Any, edit: Any, moderator: Any
    ) -> None:
        edit(faq, **{"action-publish": "1"})
        review = FaqPage.objects.get(pk=faq.pk).reviews.get()
        assert (review.outcome, review.reviewer) == ("changed", moderator)


def test_page_moved_to_another_knowledge_base_follows_the_interval_there(
    home: Any, base: Any, today: date
) -> None:
    other = KnowledgeBaseFactory(parent=home, review_interval=30)
    in_order, due = FaqPageFactory(parent=base, reviewed_on=TODAY), make(base, -5)
    for page in (in_order, due):
        FaqPage.objects.get(pk=page.pk).move(other, pos="last-child")
    dates = [FaqPage.objects.get(pk=page.pk).review_on for page in (in_order, due)]
    assert dates == [TODAY + timedelta(days=30), TODAY - timedelta(days=5)]
