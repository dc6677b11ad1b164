"""The stored links are those of the published answers, whatever happens to the pages."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.factories import FaqPageFactory
from vraagbaak.knowledge.faqs.adding import add_faqs
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.knowledge.links.actions import MAX_DUE_AT_ONCE, forget_links, forget_unused_links, note_links
from vraagbaak.knowledge.links.choices import LinkState
from vraagbaak.knowledge.links.models import Link, LinkUse

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)


def answer(*names: str, host: str = "site.example") -> str:
    return "<p>" + " ".join(f'<a href="https://{host}/{name}">{name}</a>' for name in names) + "</p>"


def uses() -> list[tuple[str, str]]:
    """Page and path of each use."""
    rows = LinkUse.objects.values_list("page__title", "link__url")
    return sorted((title, url.removeprefix("https://site.example/")) for title, url in rows)


def stored() -> list[str]:
    return sorted(Link.objects.values_list("url", flat=True))


def publish(page: FaqPage, html: str) -> FaqPage:
    page.answer = [("text", html)]
    page.save_revision().publish()
    return FaqPage.objects.get(pk=page.pk)


def test_links_are_stored_once_however_many_pages_use_them(base: Any) -> None:
    pages = [FaqPageFactory(parent=base, title=title, answer=answer("x", "y")) for title in "ab"]

    note_links(pages=pages, today=TODAY)

    assert uses() == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    assert [(link.host, link.state, link.next_check_on) for link in Link.objects.all()] == [
        ("site.example", LinkState.UNCHECKED, TODAY)
    ] * 2


def test_a_link_that_was_known_keeps_what_is_known_of_it(base: Any) -> None:
    pages = [FaqPageFactory(parent=base, title=title, answer=answer("x")) for title in "ab"]
    note_links(pages=pages[:1], today=TODAY)
    Link.objects.update(state=LinkState.FAILING, failed_days=2, failing_since=TODAY)

    note_links(pages=pages, today=TODAY + timedelta(days=1))

    link = Link.objects.get()
    assert (link.state, link.failed_days, link.next_check_on) == (LinkState.FAILING, 2, TODAY)
    assert uses() == [("a", "x"), ("b", "x")]


def test_publishing_another_answer_replaces_its_links(base: Any) -> None:
    page = publish(FaqPageFactory(parent=base, title="a"), answer("x", "y"))
    other = publish(FaqPageFactory(parent=base, title="b"), answer("x"))

    publish(page, answer("y", "z"))

    assert uses() == [("a", "y"), ("a", "z"), ("b", "x")]
    publish(other, answer())
    assert stored() == ["https://site.example/y", "https://site.example/z"]


def test_a_draft_changes_nothing(base: Any) -> None:
    page = publish(FaqPageFactory(parent=base, title="a"), answer("x"))

    page.answer = [("text", answer("y"))]
    page.save_revision()

    assert uses() == [("a", "x")]


def test_a_page_that_is_unpublished_links_to_nothing_until_it_is_published_again(base: Any) -> None:
    page = publish(FaqPageFactory(parent=base, title="a"), answer("x"))

    page.unpublish()
    assert (uses(), stored()) == ([], [])

    publish(page, answer("x"))
    assert uses() == [("a", "x")]


def test_a_page_whose_links_were_never_noted_can_be_deleted(base: Any) -> None:
    page = FaqPageFactory(parent=base, answer=answer("x"))

    page.delete()

    assert (uses(), stored()) == ([], [])


def test_pages_that_are_deleted_take_their_links_along(base: Any, topic: Any) -> None:
    publish(FaqPageFactory(parent=topic, title="a"), answer("x", "y"))
    publish(FaqPageFactory(parent=base, title="b"), answer("y"))

    topic.delete()

    assert (uses(), stored()) == ([("b", "y")], ["https://site.example/y"])


def test_links_that_no_page_uses_are_forgotten_and_others_are_not(base: Any) -> None:
    publish(FaqPageFactory(parent=base, title="a"), answer("x"))
    Link.objects.create(
        url="https://site.example/y", fingerprint="y", host="site.example", next_check_on=TODAY
    )

    assert forget_unused_links() == 1
    assert stored() == ["https://site.example/x"]


def test_a_few_links_of_a_host_are_due_at_once(base: Any) -> None:
    names = [str(number) for number in range(MAX_DUE_AT_ONCE)]
    page = FaqPageFactory(parent=base, answer=answer(*names) + answer(*names, host="other.example"))

    note_links(pages=[page], today=TODAY)

    assert Counter(Link.objects.values_list("host", "next_check_on")) == {
        ("site.example", TODAY): MAX_DUE_AT_ONCE,
        ("other.example", TODAY): MAX_DUE_AT_ONCE,
    }


def test_many_links_of_a_host_are_spread_over_the_week(base: Any) -> None:
    page = FaqPageFactory(parent=base, answer=answer(*map(str, range(700))))

    note_links(pages=[page], today=TODAY)

    days = Counter(Link.objects.values_list("next_check_on", flat=True))
    assert sorted(days) == [TODAY + timedelta(days=number) for number in range(7)]
    assert max(days.values()) < 150


def test_links_that_cannot_be_asked_are_stored_all_the_same(base: Any) -> None:
    addresses = [
        "http://[",
        "http://",
        "https://" + "a" * 300 + "/",
        "https://café.example/é",
        "http://x/" + "a" * 5000,
    ]
    html = "".join(f'<a href="{address}">a</a>' for address in addresses)

    note_links(pages=[FaqPageFactory(parent=base, answer=html)], today=TODAY)

    assert stored() == sorted(addresses)


def faqs(base: Any, first: int, count: int, *, links: int = 2) -> list[FaqPage]:
    """Pages that are not in the database yet, each with links of its own."""
    pages = []
    for number in range(first, first + count):
        page = FaqPage(title=f"{number}?", draft_title=f"{number}?", slug=f"v{number}", locale=base.locale)
        html = answer(*(f"{number}/{each}" for each in range(links)))
        page.answer = json.dumps([{"type": "text", "value": html}])
        page.take_place(knowledge_base=base, topic=None)
        page.complete_owner_and_review_date()
        pages.append(page)
    return pages


def statements(work: Any) -> tuple[int, int]:
    """How many inserts, which SQLite divides by their values, and how many others."""
    with CaptureQueriesContext(connection) as captured:
        work()
    inserts = [query for query in captured if query["sql"].startswith("INSERT")]
    return len(inserts), len(captured) - len(inserts)


def test_pages_that_are_added_together_have_their_links_noted(base: Any) -> None:
    pages = faqs(base, 0, 2)
    pages[1].live = False

    add_faqs(pages=pages)

    assert uses() == [("0?", "0/0"), ("0?", "0/1")]


def test_the_links_of_many_pages_that_are_added_cost_no_more_queries_than_those_of_few(
    base: Any, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    add_faqs(pages=faqs(base, 0, 1))

    batches = [faqs(base, 1, 20), faqs(base, 21, 100), faqs(base, 121, 20, links=0)]

    few, many, without = (statements(partial(add_faqs, pages=pages)) for pages in batches)

    assert few[1] == many[1] == without[1]
    assert LinkUse.objects.count() == 242


@pytest.mark.parametrize("count", [1, 30])
def test_noting_costs_the_same_for_any_number_of_pages(base: Any, count: int) -> None:
    pages = faqs(base, 0, count)
    add_faqs(pages=pages)
    changed = [
        FaqPage(pk=page.pk, live=True, answer=faqs(base, 900 + page.pk, 1)[0].answer) for page in pages
    ]

    assert statements(lambda: note_links(pages=pages, today=TODAY)) == (0, 1)
    assert statements(lambda: note_links(pages=changed, today=TODAY)) == (2, 4)
    assert statements(lambda: forget_links(pages=pages)) == (0, 4)
    assert (uses(), stored()) == ([], [])


def test_who_publishes_inside_an_import_that_fails_leaves_no_links(base: Any) -> None:
    first, second = faqs(base, 0, 2)
    second.translation_key = first.translation_key

    with pytest.raises(IntegrityError):
        add_faqs(pages=[first, second])
    publish(FaqPageFactory(parent=base, title="a"), answer("x"))

    assert uses() == [("a", "x")]


@pytest.mark.django_db(transaction=True)
def test_pages_that_come_and_go_at_once_never_lose_a_link_that_another_uses(base: Any) -> None:
    html = answer("x", "y", "z")
    pages = [FaqPageFactory(parent=base, title=title, answer=html) for title in "abcd"]

    def come_and_go(page: FaqPage) -> None:
        for _time in range(10):
            note_links(pages=[page], today=TODAY)
            forget_links(pages=[page])
            forget_unused_links()
        note_links(pages=[page], today=TODAY)
        connection.close()

    with ThreadPoolExecutor(4) as publishers:
        list(publishers.map(come_and_go, pages))

    assert uses() == [(title, name) for title in "abcd" for name in "xyz"]
    assert len(stored()) == 3
