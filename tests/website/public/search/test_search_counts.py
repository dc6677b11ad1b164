"""What is counted of searches and clicks, and what is not."""

from typing import Any

import pytest
from django.core import signing
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from tests import factories
from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.finding.query_log.models import QueryDay
from website.public.search import search_counts, visitors
from website.public.search.offers import SALT

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def visitor() -> Client:
    visitors.searches.counts.clear()
    return Client(headers={"User-Agent": BROWSER})


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(parent=topic, title="Wat kost een paspoort?", answer="<p>€ 83,50.</p>")


def counts() -> list[tuple[Any, ...]]:
    rows = QueryDay.objects.order_by("query")
    return list(rows.values_list("query", "language", "searches", "without_results", "with_click"))


def search(client: Client, query: str = "paspoort", **parameters: str) -> Any:
    response = client.get("/zoeken/", {"q": query, **parameters})
    assert response.status_code == 200
    return response


def choose(client: Client, response: Any, page: Any, **headers: str) -> int:
    offer = str(response.context.get("offer", ""))
    return client.post("/zoeken/gekozen/", {"offer": offer, "page": page.pk}, headers=headers).status_code


def test_a_search_is_counted_for_its_day_site_and_language(visitor: Client, site: Any, faq: Any) -> None:
    search(visitor, "Paspoort?")
    search(visitor, "paspoort ")
    search(visitor, "olifant")

    assert counts() == [("olifant", "nl", 1, 1, 0), ("paspoort", "nl", 2, 0, 0)]
    assert {(row.day, row.site) for row in QueryDay.objects.all()} == {(timezone.localdate(), site)}


def test_what_may_tell_who_searched_is_counted_without_its_words(visitor: Client, faq: Any) -> None:
    search(visitor, "paspoort fatima@post.example")
    search(visitor, "paspoort " * 30)

    assert [row[:3] for row in counts()] == [("", "nl", 2)]


def test_choices_after_a_search_without_kept_words_are_not_counted(visitor: Client, faq: Any) -> None:
    response = search(visitor, "paspoort " * 30)

    assert [card.pk for card in response.context["results"]] == [faq.pk]
    assert ("offer" in response.context, choose(visitor, response, faq)) == (False, 400)
    assert (counts(), ChosenPage.objects.exists()) == ([("", "nl", 1, 0, 0)], False)


@pytest.mark.parametrize("parameters", [{"p": "2"}, {"knowledge_base": "veelgestelde-vragen"}])
def test_another_page_or_part_of_the_results_is_no_new_search(
    visitor: Client, topic: Any, parameters: Any
) -> None:
    for _number in range(12):
        factories.FaqPageFactory(parent=topic)
    search(visitor, **parameters)

    assert counts() == []


@pytest.mark.parametrize("query", ["", " ", "?", "a", "\0", "((((", "\x01\x02", "😀"])
def test_what_asks_nothing_is_not_counted(visitor: Client, faq: Any, query: str) -> None:
    search(visitor, query)

    assert counts() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_robots_and_looks_ahead_are_not_counted(visitor: Client, faq: Any, headers: Any) -> None:
    response = visitor.get("/zoeken/", {"q": "paspoort"}, headers=headers)

    assert (counts(), "offer" in response.context) == ([], False)


def test_who_searches_without_end_is_answered_and_not_counted(
    visitor: Client, faq: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(visitors, "COUNTED_SEARCHES_PER_HOUR", 2)
    for _search in range(4):
        search(visitor)

    assert counts() == [("paspoort", "nl", 2, 0, 0)]


@pytest.mark.parametrize("address", ["/api/v1/suggest?q=paspoort", "/api/v1/search?q=paspoort"])
def test_the_api_counts_nothing(visitor: Client, faq: Any, address: str) -> None:
    visitor.get(address)

    assert counts() == []


def test_no_days_to_keep_is_nothing_counted(visitor: Client, faq: Any, settings: Any) -> None:
    settings.SEARCH_LOG_DAYS = 0
    response = search(visitor)

    assert (counts(), "offer" in response.context) == ([], False)


def test_a_count_that_cannot_be_written_breaks_no_search(
    visitor: Client, faq: Any, monkeypatch: Any, caplog: Any
) -> None:
    def locked(**kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(search_counts, "count_search", locked)
    with caplog.at_level("WARNING"):
        response = search(visitor)

    assert "Wat kost een paspoort?" in response.content.decode()
    assert caplog.messages[-1] == "What a visitor did was not counted: database is locked"


def test_a_click_is_counted_for_the_search_and_for_the_page(visitor: Client, faq: Any) -> None:
    response = search(visitor)

    assert [choose(visitor, response, faq) for _click in range(3)] == [204, 204, 204]
    assert counts() == [("paspoort", "nl", 1, 0, 1)]
    assert [(chosen.query, chosen.page, chosen.weight) for chosen in ChosenPage.objects.all()] == [
        ("paspoort", faq, 1.0)
    ]


def test_a_visitor_counts_once_a_day_for_a_page_and_each_search_may_have_its_click(
    visitor: Client, faq: Any
) -> None:
    for _search in range(3):
        choose(visitor, search(visitor), faq)

    assert counts() == [("paspoort", "nl", 3, 0, 3)]
    assert ChosenPage.objects.get().weight == 1.0


def test_others_count_for_themselves(visitor: Client, faq: Any) -> None:
    for number in range(3):
        other = Client(REMOTE_ADDR=f"10.0.0.{number}", headers={"User-Agent": BROWSER})
        choose(other, search(other), faq)

    assert ChosenPage.objects.get().weight == 3.0


def test_what_was_not_in_the_results_cannot_be_chosen(visitor: Client, faq: Any, base: Any) -> None:
    other = factories.FaqPageFactory(parent=base, title="Iets anders", answer="<p>Niets.</p>")

    assert choose(visitor, search(visitor), other) == 400
    assert ChosenPage.objects.exists() is False


def test_the_results_of_one_visitor_are_no_one_else_s(visitor: Client, faq: Any) -> None:
    response = search(visitor)
    other = Client(REMOTE_ADDR="10.0.0.9", headers={"User-Agent": BROWSER})

    assert choose(other, response, faq) == 400


@pytest.mark.parametrize(
    "offer",
    ["", "niets", signing.dumps(["x"], salt="anders"), "\0" * 100],
    ids=["empty", "unsigned", "signed for other ends", "control characters"],
)
def test_a_made_up_offer_is_refused(visitor: Client, faq: Any, offer: str) -> None:
    response = visitor.post("/zoeken/gekozen/", {"offer": offer, "page": faq.pk})

    assert response.status_code == 400


def test_an_offer_of_an_older_version_is_refused(visitor: Client, faq: Any) -> None:
    offer = signing.dumps(["paspoort", [faq.pk]], salt=SALT)

    assert visitor.post("/zoeken/gekozen/", {"offer": offer, "page": faq.pk}).status_code == 400


def test_following_a_link_counts_nothing(visitor: Client, faq: Any) -> None:
    search(visitor)

    assert visitor.get(faq.url).status_code == 200
    assert visitor.get("/zoeken/gekozen/").status_code == 405
    assert (counts()[0][-1], ChosenPage.objects.exists()) == (0, False)


def test_nothing_personal_is_kept_beside_the_counts(visitor: Client, faq: Any) -> None:
    choose(visitor, search(visitor), faq)

    kept = [*QueryDay.objects.values_list(), *ChosenPage.objects.values_list()]

    assert not any("127.0.0.1" in str(row) or "Firefox" in str(row) for row in kept)
