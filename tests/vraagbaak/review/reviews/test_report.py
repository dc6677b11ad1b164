"""The report of reviews: what it lists, in which order, and what is done with many pages at once."""

import csv
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Revision

from tests.factories import NOW, FaqPageFactory, KnowledgeBaseFactory, TopicFactory
from vraagbaak.models import FaqPage, Review
from vraagbaak.review.reviews.actions import confirm_page, request_change

TODAY = NOW.date()
REPORT = "reviews:report"


def make(parent: Any, title: str, days: int, **columns: Any) -> FaqPage:
    """A published page that is due in so many days."""
    page: FaqPage = FaqPageFactory(parent=parent, title=title)
    FaqPage.objects.filter(pk=page.pk).update(review_on=TODAY + timedelta(days=days), **columns)
    return FaqPage.objects.get(pk=page.pk)


def listed(client: Any, **query: Any) -> list[str]:
    response = client.get(reverse(REPORT), query)
    return [page.title for page in response.context["object_list"]]


@pytest.fixture
def pages(base: Any, editor: Any, today: date) -> dict[str, FaqPage]:
    made = {
        "lang, weinig gelezen": make(base, "lang, weinig gelezen", -100, views=2, owner_person=editor),
        "kort, veel gelezen": make(base, "kort, veel gelezen", -3, views=500, owner_person=editor),
        "vandaag": make(base, "vandaag", 0, owner_person=editor),
        "binnenkort": make(base, "binnenkort", 30, owner_person=editor),
        "later": make(base, "later", 31, owner_person=editor),
        "te wijzigen": make(base, "te wijzigen", -1, owner_person=editor),
    }
    request_change(
        page=made["te wijzigen"], user=editor, now=NOW, remark="Fout.", due_on=TODAY + timedelta(days=5)
    )
    return made


@pytest.fixture
def reader(editor: Any, client: Any) -> Any:
    client.force_login(editor)
    return client


def test_ordered_by_views_times_days_overdue(pages: Any, reader: Any) -> None:
    assert listed(reader) == [
        "kort, veel gelezen",
        "lang, weinig gelezen",
        "vandaag",
        "te wijzigen",
        "binnenkort",
        "later",
    ]


@pytest.mark.parametrize(
    ("status", "titles"),
    [
        ("due", ["kort, veel gelezen", "lang, weinig gelezen", "vandaag"]),
        ("soon", ["binnenkort"]),
        ("in_order", ["later"]),
        ("to_be_changed", ["te wijzigen"]),
        ("without_owner", []),
    ],
)
def test_filtered_by_status(pages: Any, reader: Any, status: str, titles: list[str]) -> None:
    assert listed(reader, status=status) == titles


def test_page_of_an_empty_group_has_no_owner(base: Any, editor: Any, reader: Any, today: date) -> None:
    empty = Group.objects.create(name="Redactie die niemand heeft")
    make(base, "verweesd", 5, owner_person=None, owner_group=empty)
    make(base, "van iemand", 5, owner_person=editor)
    assert listed(reader, status="without_owner") == ["verweesd"]


def test_filtered_by_place_and_owner(base: Any, home: Any, editor: Any, moderator: Any, reader: Any) -> None:
    other, topic = KnowledgeBaseFactory(parent=home), TopicFactory(parent=base)
    make(topic, "in rubriek", 5, owner_person=moderator)
    make(other, "elders", 5, owner_person=editor)
    assert listed(reader, knowledge_base=other.pk) == ["elders"]
    assert listed(reader, topic=topic.pk) == ["in rubriek"]
    assert listed(reader, owner_person=moderator.pk) == ["in rubriek"]
    assert listed(reader, mine="on") == ["elders"]


def test_unpublished_pages_are_not_in_it(base: Any, reader: Any, today: date) -> None:
    FaqPageFactory(parent=base, live=False)
    assert listed(reader) == []


def test_search_looks_in_titles(pages: Any, reader: Any) -> None:
    assert listed(reader, q="gelezen") == ["kort, veel gelezen", "lang, weinig gelezen"]


@pytest.mark.parametrize(
    "query", [{"status": "zzz"}, {"knowledge_base": "x"}, {"p": "999"}, {"ordering": "--"}]
)
def test_bad_queries_harm_nothing(pages: Any, reader: Any, query: dict[str, str]) -> None:
    assert reader.get(reverse(REPORT), query).status_code in {200, 404}


class TestChairs:
    def test_agent_sees_own_pages_only(self, base: Any, agent: Any, client: Any, today: date) -> None:
        make(base, "van een ander", -1)
        make(base, "van mij", -1, owner_person=agent)
        client.force_login(agent)
        assert listed(client) == ["van mij"]

    def test_agent_without_pages_is_refused(self, base: Any, agent: Any, client: Any) -> None:
        client.force_login(agent)
        assert client.get(reverse(REPORT)).status_code == 302

    def test_stranger_is_asked_to_log_in(self, client: Any, base: Any) -> None:
        assert client.get(reverse(REPORT)).url.startswith(reverse("wagtailadmin_login"))

    def test_filters_offer_only_what_belongs_to_ones_own_pages(
        self, base: Any, home: Any, agent: Any, moderator: Any, client: Any, today: date
    ) -> None:
        make(base, "van mij", -1, owner_person=agent)
        make(KnowledgeBaseFactory(parent=home), "van een ander", -1, owner_person=moderator)
        client.force_login(agent)
        form = client.get(reverse(REPORT)).context["filters"].form
        assert list(form.fields["knowledge_base"].queryset) == [base]
        assert list(form.fields["owner_person"].queryset) == [agent]


class TestExport:
    def test_as_csv(self, pages: Any, reader: Any, base: Any) -> None:
        response = reader.get(reverse(REPORT), {"export": "csv", "status": "due"})
        rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))
        assert [row[0] for row in rows[1:]] == ["kort, veel gelezen", "lang, weinig gelezen", "vandaag"]
        assert rows[1][1] == base.title
        assert [row[6] for row in rows[1:]] == ["3", "100", "0"]

    def test_as_xlsx(self, pages: Any, reader: Any) -> None:
        response = reader.get(reverse(REPORT), {"export": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        assert (sheet.max_row, sheet["A2"].value) == (7, "kort, veel gelezen")

    def test_number_of_queries_does_not_grow(self, base: Any, reader: Any, today: date) -> None:
        counts = []
        for number in (1, 20):
            for each in range(number):
                make(base, f"{number} {each}", -each)
            with CaptureQueriesContext(connection) as captured:
                list(reader.get(reverse(REPORT), {"export": "csv"}).streaming_content)
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestBulk:
    def bulk(self, client: Any, action: str, pages: list[FaqPage], **given: Any) -> Any:
        address = reverse("wagtail_bulk_action", args=["vraagbaak", "faqpage", action])
        ids = "&".join(f"id={page.pk}" for page in pages)
        return client.post(f"{address}?{ids}&next={reverse(REPORT)}", given)

    def test_still_correct(self, pages: Any, reader: Any) -> None:
        before = Revision.objects.count()
        chosen = [pages["vandaag"], pages["kort, veel gelezen"]]
        response = self.bulk(reader, "still_correct", chosen, seen=Review.objects.get().pk, remark="Samen.")
        assert response.url == reverse(REPORT)
        assert listed(reader, status="due") == ["lang, weinig gelezen"]
        assert Review.objects.filter(remark="Samen.").count() == 2
        assert Revision.objects.count() == before

    def test_page_that_somebody_else_reviewed_first_is_left(
        self, pages: Any, moderator: Any, reader: Any
    ) -> None:
        seen = Review.objects.get().pk
        confirm_page(page=pages["vandaag"], user=moderator, now=NOW, remark="Eerst.")
        self.bulk(reader, "still_correct", [pages["vandaag"]], seen=seen, remark="Tweede.")
        assert list(pages["vandaag"].reviews.values_list("remark", flat=True)) == ["Eerst."]

    def test_owner(self, pages: Any, moderator: Any, reader: Any) -> None:
        self.bulk(reader, "owner", [pages["vandaag"], pages["later"]], person=moderator.pk)
        assert sorted(listed(reader, owner_person=moderator.pk)) == ["later", "vandaag"]

    def test_nobody_is_no_owner(self, pages: Any, reader: Any) -> None:
        before = pages["vandaag"].content_owner
        assert self.bulk(reader, "owner", [pages["vandaag"]]).status_code == 200
        assert FaqPage.objects.get(pk=pages["vandaag"].pk).content_owner == before

    def test_interval_moves_the_date_of_what_is_not_due(self, pages: Any, reader: Any) -> None:
        self.bulk(reader, "interval", [pages["later"], pages["vandaag"]], interval=10)
        dates = [FaqPage.objects.get(pk=pages[name].pk).review_on for name in ("later", "vandaag")]
        assert dates == [TODAY + timedelta(days=10), TODAY]

    @pytest.mark.parametrize("days", ["0", "-1", "3651", "lang"])
    def test_impossible_interval_is_refused(self, pages: Any, reader: Any, days: str) -> None:
        assert self.bulk(reader, "interval", [pages["later"]], interval=days).status_code == 200
        assert FaqPage.objects.get(pk=pages["later"].pk).review_interval is None

    def test_pages_of_others_stay_as_they_are(
        self, base: Any, agent: Any, moderator: Any, client: Any, today: date
    ) -> None:
        mine, other = make(base, "van mij", -1, owner_person=agent), make(base, "van een ander", -1)
        client.force_login(agent)
        self.bulk(client, "owner", [mine, other], person=moderator.pk)
        owners = [FaqPage.objects.get(pk=page.pk).owner_person for page in (mine, other)]
        assert owners == [moderator, other.owner_person]

    def test_titles_of_pages_of_others_are_not_told(
        self, base: Any, agent: Any, client: Any, today: date
    ) -> None:
        other = FaqPageFactory(parent=base, title="Geheim concept", live=False)
        client.force_login(agent)
        address = reverse("wagtail_bulk_action", args=["vraagbaak", "faqpage", "owner"])
        assert "Geheim concept" not in client.get(f"{address}?id={other.pk}").content.decode()

    def test_portal_user_is_no_owner(self, pages: Any, portal_user: Any, reader: Any) -> None:
        self.bulk(reader, "owner", [pages["later"]], person=portal_user.pk)
        assert FaqPage.objects.get(pk=pages["later"].pk).owner_person != portal_user

    def test_longest_interval_is_ten_years(self, pages: Any, reader: Any) -> None:
        self.bulk(reader, "interval", [pages["later"]], interval=3650)
        assert FaqPage.objects.get(pk=pages["later"].pk).review_on == TODAY + timedelta(days=3650)

    def test_page_with_a_task_keeps_its_day(self, pages: Any, reader: Any) -> None:
        self.bulk(reader, "interval", [pages["te wijzigen"]], interval=300)
        assert FaqPage.objects.get(pk=pages["te wijzigen"].pk).review_on == TODAY + timedelta(days=5)

    def test_confirmation_lists_the_pages(self, pages: Any, reader: Any) -> None:
        address = reverse("wagtail_bulk_action", args=["vraagbaak", "faqpage", "still_correct"])
        screen = reader.get(f"{address}?id={pages['vandaag'].pk}&id=x").content.decode()
        assert ("vandaag" in screen, "later" in screen) == (True, False)


def test_number_of_queries_does_not_grow_with_the_pages(base: Any, reader: Any, today: date) -> None:
    reader.get(reverse(REPORT))
    counts = []
    for number in (1, 20):
        for each in range(number):
            make(base, f"{number} {each}", -each)
        with CaptureQueriesContext(connection) as captured:
            reader.get(reverse(REPORT))
        counts.append(len(captured))
    assert counts[0] == counts[1]
