"""What is found, by whom, and in which order."""

from typing import Any

import pytest
from wagtail.models import Site

from tests.factories import FaqPageFactory, HomePageFactory, KnowledgeBaseFactory
from vraagbaak.finding.queries import search_faqs, suggest_cards
from vraagbaak.knowledge.audiences.choices import Audience

WAYS = [search_faqs, suggest_cards]


def found(way: Any, query: str, user: Any, site: Site, **scope: Any) -> list[str]:
    return [page.title for page in way(query=query, user=user, site=site, **scope)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("paspoort aanvragen", "Hoe vraag ik een paspoort aan?"),
        ("reisdocument", "Hoe vraag ik een paspoort aan?"),
        ("grofvuil", "Wanneer wordt grof afval opgehaald?"),
        ("pasfoto", "Hoe vraag ik een paspoort aan?"),
        ("PASPOORT!", "Hoe vraag ik een paspoort aan?"),
    ],
)
def test_question_alternatives_tags_and_answer_are_searched(
    base: Any, stranger: Any, site: Site, way: Any, query: str, title: str
) -> None:
    FaqPageFactory(parent=base, title="Hoe vraag ik een paspoort aan?", tags=["reisdocument"])
    FaqPageFactory(
        parent=base,
        title="Wanneer wordt grof afval opgehaald?",
        alternatives=["grofvuil ophalen"],
        answer="<p>Dinsdag.</p>",
    )
    assert found(way, query, stranger, site)[0] == title


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("audience", "live", "seen_by"),
    [
        (Audience.EVERYONE, True, ["stranger", "portal_user", "agent"]),
        (Audience.PORTAL, True, ["portal_user", "agent"]),
        (Audience.AGENTS, True, ["agent"]),
        (Audience.EVERYONE, False, []),
    ],
)
def test_each_chair_finds_only_what_it_may_see(
    base: Any,
    site: Site,
    stranger: Any,
    portal_user: Any,
    agent: Any,
    way: Any,
    audience: Any,
    live: bool,
    seen_by: Any,
) -> None:
    FaqPageFactory(parent=base, title="Paspoort verlengen", audience=audience, live=live)
    chairs = {"stranger": stranger, "portal_user": portal_user, "agent": agent}
    assert [name for name, user in chairs.items() if found(way, "paspoort", user, site)] == seen_by


@pytest.mark.parametrize("way", WAYS)
def test_unpublished_page_is_found_no_more(base: Any, stranger: Any, site: Site, way: Any) -> None:
    page = FaqPageFactory(parent=base, title="Paspoort verlengen")
    page.unpublish()
    assert found(way, "paspoort", stranger, site) == []


@pytest.mark.parametrize("way", WAYS)
def test_draft_change_is_not_found_until_it_is_published(
    base: Any, stranger: Any, site: Site, way: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Paspoort verlengen")
    page.title = "Rijbewijs verlengen"
    revision = page.save_revision()
    assert found(way, "rijbewijs", stranger, site) == []
    revision.publish()
    assert found(way, "rijbewijs", stranger, site) == ["Rijbewijs verlengen"]


@pytest.mark.parametrize("way", WAYS)
def test_note_for_agents_is_not_searched(base: Any, stranger: Any, site: Site, way: Any) -> None:
    FaqPageFactory(parent=base, agent_note="Let op: balieagressie melden bij de beveiliging.")
    assert found(way, "balieagressie", stranger, site) == []


@pytest.mark.parametrize("way", WAYS)
def test_scope_narrows_the_search(
    base: Any, home: Any, topic: Any, stranger: Any, site: Site, way: Any
) -> None:
    other = KnowledgeBaseFactory(parent=home)
    FaqPageFactory(parent=other, title="Paspoort elders")
    FaqPageFactory(parent=base, title="Paspoort hier")
    FaqPageFactory(parent=topic, title="Paspoort in de rubriek")
    assert found(way, "paspoort", stranger, site, knowledge_base=other) == ["Paspoort elders"]
    assert found(way, "paspoort", stranger, site, topic=topic) == ["Paspoort in de rubriek"]


@pytest.mark.parametrize("way", WAYS)
def test_other_site_is_not_searched(base: Any, home: Any, stranger: Any, site: Site, way: Any) -> None:
    elsewhere = home.get_parent().add_child(instance=HomePageFactory.build(locale=home.locale))
    FaqPageFactory(parent=KnowledgeBaseFactory(parent=elsewhere), title="Paspoort elders")
    assert found(way, "paspoort", stranger, site) == []


def test_suggestions_begin_at_three_characters_and_stop_at_five(base: Any, stranger: Any, site: Site) -> None:
    for number in range(7):
        FaqPageFactory(parent=base, title=f"Paspoort {number}")
    assert found(suggest_cards, "pa", stranger, site) == []
    assert len(found(suggest_cards, "pas", stranger, site)) == 5


@pytest.mark.parametrize("query", ["hoe kan ik mijn rijbew", "rijbewijs verl", "verlengen rijbewijs"])
def test_suggestion_comes_while_the_last_word_is_half(
    base: Any, stranger: Any, site: Site, query: str
) -> None:
    FaqPageFactory(
        parent=base, title="Hoe laat ik mijn huis taxeren?", answer="<p>Vraag het de taxateur.</p>"
    )
    FaqPageFactory(parent=base, title="Hoe verleng ik mijn rijbewijs?", answer="<p>Ga naar de balie.</p>")
    assert found(suggest_cards, query, stranger, site)[0] == "Hoe verleng ik mijn rijbewijs?"


@pytest.mark.parametrize("way", WAYS)
def test_stemming_follows_the_language_of_the_page(
    base: Any, home: Any, english: Any, stranger: Any, site: Site, way: Any
) -> None:
    english_home = home.copy_for_translation(english)
    english_home.save_revision().publish()
    english_base = KnowledgeBaseFactory(parent=english_home)
    FaqPageFactory(parent=english_base, title="Applying for passports", answer="<p>At the desk.</p>")
    FaqPageFactory(parent=base, title="Paspoorten ophalen", answer="<p>Bij de balie.</p>")
    assert found(way, "passport", stranger, site) == ["Applying for passports"]
    assert found(way, "paspoort", stranger, site) == ["Paspoorten ophalen"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "  ",
        "AND OR NOT",
        "* ? ~ ^",
        '"niet gesloten',
        "a" * 100_000,
        "\0",
        "😀 مرحبا",
        "' OR 1=1 --",
        "((((",
        "[a-z]+",
        "title:*",
    ],
)
def test_odd_queries_give_an_honest_result(
    base: Any, stranger: Any, site: Site, way: Any, query: str
) -> None:
    FaqPageFactory(parent=base, title="Iets heel anders", answer="<p>Antwoord.</p>")
    assert found(way, query, stranger, site) == []


def test_number_of_queries_does_not_grow_with_the_pages(
    base: Any, topic: Any, stranger: Any, site: Site, django_assert_num_queries: Any
) -> None:
    for number in range(30):
        FaqPageFactory(parent=topic, title=f"Paspoort {number}")
    list(search_faqs(query="paspoort", user=stranger, site=site)[:1])
    with django_assert_num_queries(5):
        for page in list(search_faqs(query="paspoort", user=stranger, site=site)[:30]):
            assert (page.topic.title, page.knowledge_base.title) == ("Paspoort", "Veelgestelde vragen")
