"""Which readings of a question and its answer are counted, and which are not."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from vraagbaak.review.page_views.models import ViewDay
from website.public.pages import read_counts

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def visitor() -> Client:
    read_counts.readings.counts.clear()
    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(parent=topic, title="Wat kost een paspoort?", answer="<p>€ 83,50.</p>")


def counts() -> list[tuple[Any, ...]]:
    return list(ViewDay.objects.values_list("page", "day", "views"))


def test_who_reads_a_page_is_counted_for_the_page_and_the_day(visitor: Client, faq: Any) -> None:
    answers = [visitor.get(faq.url) for _reading in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert counts() == [(faq.pk, timezone.localdate(), 2)]


def test_counting_changes_nothing_of_the_answer(visitor: Client, client: Client, faq: Any) -> None:
    counted, not_counted = visitor.get(faq.url), client.get(faq.url)

    assert counted.headers.items() == not_counted.headers.items()
    assert b"83,50" in counted.content


def test_other_pages_are_not_counted(visitor: Client, faq: Any, topic: Any, base: Any) -> None:
    for page in (topic, base):
        assert visitor.get(page.url).status_code == 200

    assert counts() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_looks_ahead_are_not_counted(visitor: Client, faq: Any, headers: Any) -> None:
    assert visitor.get(faq.url, headers=headers).status_code == 200
    assert counts() == []


def test_asking_for_the_headers_is_no_reading(visitor: Client, faq: Any) -> None:
    assert visitor.head(faq.url).status_code == 200
    assert counts() == []


def test_what_is_not_shown_is_not_counted(visitor: Client, faq: Any, agents_base: Any) -> None:
    hidden = factories.FaqPageFactory(parent=agents_base)
    faq.unpublish()

    assert [visitor.get(page.url).status_code for page in (hidden, faq)] == [404, 404]
    assert counts() == []


@pytest.mark.parametrize("name", ["preview_on_edit", "view_draft"])
def test_an_editor_s_preview_is_not_counted(visitor: Client, faq: Any, admin_user: Any, name: str) -> None:
    visitor.force_login(admin_user)
    faq.save_revision()

    assert visitor.get(reverse(f"wagtailadmin_pages:{name}", args=[faq.pk])).status_code == 200
    assert counts() == []


def test_who_reads_without_end_is_answered_and_not_counted(
    visitor: Client, faq: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(read_counts, "COUNTED_READINGS_PER_HOUR", 2)
    for _reading in range(4):
        assert visitor.get(faq.url).status_code == 200

    assert [row[-1] for row in counts()] == [2]


def test_a_busy_database_spoils_no_page(visitor: Client, faq: Any, monkeypatch: Any, caplog: Any) -> None:
    def locked(**kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(read_counts, "count_view", locked)
    with caplog.at_level("WARNING"):
        response = visitor.get(faq.url)

    assert (response.status_code, b"83,50" in response.content) == (200, True)
    assert caplog.messages[-1] == "What a visitor did was not counted: database is locked"


def test_nothing_personal_is_kept(visitor: Client, faq: Any) -> None:
    visitor.get(faq.url)

    kept = ViewDay.objects.values_list().get()

    assert kept[1:] == (faq.pk, timezone.localdate(), 1)
