"""Promoted results, clicks and corrections in what is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from tests.factories import FaqPageFactory, KnowledgeBaseFactory
from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.finding.queries import search_cards, search_faqs, suggest_cards
from vraagbaak.finding.results import CardResults
from vraagbaak.knowledge.audiences.choices import Audience


def promote(query: str, *pages: Any) -> None:
    kept = Query.get(query)
    for place, page in enumerate(pages):
        SearchPromotion.objects.create(query=kept, page=page, sort_order=place)


def choose(query: str, page: Any, *, clicks: float = 1000.0, days_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    ChosenPage.objects.create(query=query, page=page, weight=clicks, chosen_on=day)


def titles(found: Any) -> list[str]:
    return [each.title for each in found]


@pytest.fixture
def faqs(base: Any) -> list[Any]:
    """Found for "paspoort", the first most."""
    first = FaqPageFactory(parent=base, title="Paspoort", answer="<p>Paspoort.</p>")
    second = FaqPageFactory(parent=base, title="Paspoort kwijt", answer="<p>Aangifte.</p>")
    third = FaqPageFactory(parent=base, title="Reizen", answer="<p>Neem het paspoort van uw kind mee.</p>")
    return [first, second, third]


def search(stranger: Any, site: Any, query: str = "paspoort", **scope: Any) -> CardResults:
    return search_cards(query=query, user=stranger, site=site, **scope)


def test_promoted_pages_come_first_in_the_editor_s_order_and_once(
    faqs: Any, base: Any, stranger: Any, site: Any
) -> None:
    other = FaqPageFactory(parent=base, title="Heel iets anders", answer="<p>Antwoord.</p>")
    promote("paspoort", other, faqs[2])

    found = search(stranger, site, "Paspoort")

    assert titles(found) == ["Heel iets anders", "Reizen", "Paspoort", "Paspoort kwijt"]
    assert [card.is_promoted for card in found] == [True, True, False, False]
    assert (found.count(), len(found), found[1].title) == (4, 4, "Reizen")


@pytest.mark.parametrize("typed", ["paspoort kwijt", "Paspoort  kwijt?", "“PASPOORT KWIJT”"])
@pytest.mark.parametrize("promoted", ["paspoort kwijt", "Paspoort kwijt?"])
def test_a_promotion_holds_for_the_query_however_it_is_written(
    faqs: Any, stranger: Any, site: Any, typed: str, promoted: str
) -> None:
    promote(promoted, faqs[2])

    assert search(stranger, site, typed)[0].title == "Reizen"


def test_each_page_of_results_follows_the_one_before(faqs: Any, stranger: Any, site: Any) -> None:
    promote("paspoort", faqs[2])
    paginator = Paginator(search(stranger, site), 2)

    assert [titles(page) for page in paginator] == [["Reizen", "Paspoort"], ["Paspoort kwijt"]]


def test_a_promotion_shows_only_what_may_be_found_here(
    base: Any, home: Any, english: Any, stranger: Any, agent: Any, site: Any
) -> None:
    elsewhere = KnowledgeBaseFactory(parent=home)
    hidden = FaqPageFactory(parent=base, title="Voor medewerkers", audience=Audience.AGENTS)
    draft = FaqPageFactory(parent=base, title="Concept", live=False)
    other = FaqPageFactory(parent=elsewhere, title="Elders")
    promote("paspoort", home, hidden, draft, other)

    assert titles(search(stranger, site)) == ["Elders"]
    assert titles(search(agent, site)) == ["Voor medewerkers", "Elders"]
    assert titles(search(stranger, site, knowledge_base=base)) == []
    assert titles(search(stranger, site, locale=english)) == []


def test_what_visitors_choose_rises(faqs: Any, stranger: Any, site: Any) -> None:
    before = search(stranger, site)
    near = CardResults.__getitem__(before, slice(0, 3))
    scores = [card.score for card in near]
    choose("paspoort", faqs[1])

    after = {card.pk: card.score for card in search(stranger, site)}

    assert after[faqs[1].pk] == pytest.approx(scores[1] * 1.2475, rel=0.01)
    assert [after[faqs[0].pk], after[faqs[2].pk]] == [scores[0], scores[2]]


def test_equal_pages_stand_in_the_order_of_their_clicks(base: Any, stranger: Any, site: Any) -> None:
    pages = [FaqPageFactory(parent=base, title=f"Paspoort nummer {letter}") for letter in "abc"]
    choose("paspoort", pages[2], clicks=20)
    choose("paspoort", pages[1], clicks=10)
    choose("rijbewijs", pages[0], clicks=1000)

    assert titles(search(stranger, site)) == [pages[place].title for place in (2, 1, 0)]


def test_old_clicks_count_for_less(base: Any, stranger: Any, site: Any) -> None:
    pages = [FaqPageFactory(parent=base, title=f"Paspoort nummer {letter}") for letter in "ab"]
    choose("paspoort", pages[0], clicks=20, days_ago=180)
    choose("paspoort", pages[1], clicks=10)

    assert titles(search(stranger, site)) == [pages[1].title, pages[0].title]


def test_no_click_overtakes_the_exact_question(base: Any, stranger: Any, site: Any) -> None:
    exact = FaqPageFactory(parent=base, title="Hoe vraag ik een paspoort aan?")
    near = FaqPageFactory(
        parent=base,
        title="Hoe vraag ik een paspoort aan voor mijn kind?",
        alternatives=["een paspoort aanvragen voor mijn kind"],
    )
    choose("hoe vraag ik een paspoort aan", near)

    found = search(stranger, site, "hoe vraag ik een paspoort aan")

    assert titles(found) == [exact.title, near.title]


def test_pages_beyond_those_that_clicks_move_neither_repeat_nor_miss(
    base: Any, stranger: Any, site: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("vraagbaak.finding.results.LIFTED_RESULTS", 5)
    pages = [FaqPageFactory(parent=base, title=f"Paspoort {number:02}") for number in range(12)]
    choose("paspoort", pages[4])
    found = search(stranger, site)

    parts = [found[start : start + 4] for start in (0, 4, 8)]

    assert sorted(card.pk for part in parts for card in part) == sorted(page.pk for page in pages)
    assert titles(parts[0] + parts[1] + parts[2]) == titles(found)


def test_the_results_of_the_corrected_query_are_shown_when_nothing_was_found(
    faqs: Any, stranger: Any, site: Any, monkeypatch: Any
) -> None:
    found = search(stranger, site, "xyzzy")
    monkeypatch.setattr(found.backend, "corrected", lambda text, queryset: "paspoort")

    assert (found.is_corrected, found.shown_query, found.query) == (True, "paspoort", "xyzzy")
    assert titles(found) == titles(search(stranger, site))


def test_an_engine_that_corrects_nothing_is_served_as_well(
    faqs: Any, stranger: Any, site: Any, monkeypatch: Any
) -> None:
    found = search(stranger, site, "xyzzy")
    monkeypatch.delattr(type(found.backend), "corrected")

    assert (found.corrected, found.is_corrected, titles(found)) == (None, False, [])


def test_what_was_meant_is_offered_beside_what_was_found(faqs: Any, stranger: Any, site: Any) -> None:
    found = search(stranger, site, "pasproot aanvragen")

    assert (found.corrected, found.is_corrected) == ("paspoort aanvragen", False)
    assert titles(found)[0] == "Paspoort"


def test_a_query_that_finds_something_is_not_replaced(faqs: Any, stranger: Any, site: Any) -> None:
    found = search(stranger, site, "paspoort")

    assert (found.is_corrected, found.corrected, found.shown_query) == (False, None, "paspoort")


def test_pages_come_whole_for_who_asks_for_pages(faqs: Any, stranger: Any, site: Any) -> None:
    found = search_faqs(query="paspoort", user=stranger, site=site)

    assert found[:2] == faqs[:2]
    assert [page.knowledge_base.title for page in found] == ["Veelgestelde vragen"] * 3


def test_nothing_is_asked_before_it_is_needed(
    faqs: Any, stranger: Any, site: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        search(stranger, site)


@pytest.mark.parametrize("promoted", [0, 3])
@pytest.mark.parametrize("pages", [4, 40])
def test_a_search_asks_the_same_however_much_is_found(
    base: Any, stranger: Any, site: Any, pages: int, promoted: int, django_assert_num_queries: Any
) -> None:
    made = [FaqPageFactory(parent=base, title=f"Paspoort {number}") for number in range(pages)]
    promote("paspoort", *made[:promoted])
    choose("paspoort", made[-1])
    search(stranger, site).count()

    # Promotions and their cards, whether synonyms changed, clicks, and the cards of the best results.
    with django_assert_num_queries(5 if promoted else 4):
        found = search(stranger, site)
        found.count(), found[:10], found[10:20]


def test_a_suggestion_asks_whether_synonyms_changed_and_for_its_cards(
    base: Any, stranger: Any, site: Any, django_assert_num_queries: Any
) -> None:
    for number in range(6):
        FaqPageFactory(parent=base, title=f"Paspoort {number}")
    suggest_cards(query="pasp", user=stranger, site=site)

    with django_assert_num_queries(2):
        assert len(suggest_cards(query="pasp", user=stranger, site=site)) == 5
