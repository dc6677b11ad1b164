from datetime import date
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from tests.factories import FaqPageFactory, HomePageFactory, KnowledgeBaseFactory, TopicFactory
from vraagbaak.knowledge.faqs.models import RelatedFaq


@pytest.fixture
def faq(topic: Any) -> Any:
    return FaqPageFactory(
        parent=topic,
        title="Hoe vraag ik een paspoort aan?",
        slug="paspoort-aanvragen",
        answer="<p>Maak een afspraak en neem een pasfoto mee.</p>",
        alternatives=["Nieuw reisdocument nodig"],
        tags=["reizen", "balie"],
        external_id="p-1",
        reviewed_on=date(2026, 1, 15),
        review_on=date(2027, 1, 15),
    )


def test_search_gives_the_page_best_first_with_the_piece_that_was_found(client: Client, faq: Any) -> None:
    FaqPageFactory(parent=faq.topic, title="Wat kost een rijbewijs?", answer="<p>Meer dan een paspoort.</p>")

    found = client.get("/api/v1/search?q=paspoort").json()

    first, second = found["items"]
    assert found["total"] == 2
    assert first.pop("score") > second["score"] > 0
    assert first == {
        "id": faq.pk,
        "external_id": "p-1",
        "question": "Hoe vraag ik een paspoort aan?",
        "excerpt": "Maak een afspraak en neem een pasfoto mee.",
        "url": "http://testserver/veelgestelde-vragen/paspoort/paspoort-aanvragen/",
        "language": "nl",
        "knowledge_base": "veelgestelde-vragen",
        "topic": "paspoort",
    }


def test_limit_and_offset_walk_through_what_was_found(client: Client, base: Any) -> None:
    for number in range(5):
        FaqPageFactory(parent=base, title=f"Hoe duur is een paspoort {number}?")

    pages = [
        client.get(f"/api/v1/search?q=paspoort&limit=2&offset={offset}").json() for offset in (0, 2, 4, 6)
    ]

    assert [len(each["items"]) for each in pages] == [2, 2, 1, 0]
    assert [each["total"] for each in pages] == [5, 5, 5, 5]
    assert len({item["id"] for each in pages for item in each["items"]}) == 5


def test_suggestions_come_from_three_characters_and_are_five_at_most(client: Client, base: Any) -> None:
    for number in range(7):
        FaqPageFactory(parent=base, title=f"Hoe duur is een paspoort {number}?")

    counts = {
        query: len(client.get(f"/api/v1/suggest?q={query}").json()["items"])
        for query in ("", "pa", "pas", "paspoo")
    }

    assert counts == {"": 0, "pa": 0, "pas": 5, "paspoo": 5}
    assert len(client.get("/api/v1/suggest?q=pas&limit=7").json()["items"]) == 7


def test_a_place_and_a_language_narrow_the_search(
    client: Client, faq: Any, home: Page, english: Locale
) -> None:
    other = KnowledgeBaseFactory(parent=home, title="Ondernemers", slug="ondernemers")
    shop = FaqPageFactory(parent=other, title="Kan ik een paspoort tonen?")
    abroad = HomePageFactory(
        parent=Page.get_first_root_node(), locale=english, translation_key=home.translation_key
    )
    english_page = FaqPageFactory(
        parent=KnowledgeBaseFactory(parent=abroad, slug="faq"), title="Is my paspoort ok?"
    )

    found = {
        query: [item["id"] for item in client.get(f"/api/v1/search?q=paspoort&{query}").json()["items"]]
        for query in ("knowledge_base=ondernemers", "topic=paspoort", "language=en")
    }

    assert found == {
        "knowledge_base=ondernemers": [shop.pk],
        "topic=paspoort": [faq.pk],
        "language=en": [english_page.pk],
    }
    assert client.get("/api/v1/search?q=paspoort&language=de").status_code == 404


def test_a_site_does_not_show_the_pages_of_another(client: Client, faq: Any) -> None:
    other_home = HomePageFactory(parent=Page.get_first_root_node(), locale=faq.locale)
    Site.objects.create(hostname="vereniging.localhost", port=80, root_page=other_home)
    FaqPageFactory(
        parent=KnowledgeBaseFactory(parent=other_home, slug="leden"), title="Wie betaalt mijn paspoort?"
    )

    here = client.get("/api/v1/search?q=paspoort").json()["items"]
    there = client.get("/api/v1/search?q=paspoort", headers={"host": "vereniging.localhost"}).json()["items"]

    assert [item["question"] for item in here] == ["Hoe vraag ik een paspoort aan?"]
    assert [item["question"] for item in there] == ["Wie betaalt mijn paspoort?"]
    assert there[0]["url"].startswith("http://vereniging.localhost/leden/")
    assert client.get(f"/api/v1/faqs/{faq.pk}", headers={"host": "vereniging.localhost"}).status_code == 404
    assert client.get("/api/v1/search?q=paspoort&knowledge_base=leden").status_code == 404


def test_a_page_is_given_with_all_that_belongs_to_it(
    client: Client, faq: Any, home: Page, english: Locale
) -> None:
    related = FaqPageFactory(parent=faq.topic, title="Wat kost een paspoort?", slug="kosten")
    abroad = HomePageFactory(
        parent=Page.get_first_root_node(), locale=english, translation_key=home.translation_key
    )
    translation = FaqPageFactory(
        parent=KnowledgeBaseFactory(parent=abroad, slug="faq"),
        slug="passport",
        translation_key=faq.translation_key,
    )
    faq.related_faqs = [RelatedFaq(related=related)]
    faq.save()

    assert client.get(f"/api/v1/faqs/{faq.pk}").json() == {
        "id": faq.pk,
        "external_id": "p-1",
        "url": "http://testserver/veelgestelde-vragen/paspoort/paspoort-aanvragen/",
        "question": "Hoe vraag ik een paspoort aan?",
        "answer": {
            "html": "<p>Maak een afspraak en neem een pasfoto mee.</p>\n",
            "markdown": "Maak een afspraak en neem een pasfoto mee.",
            "text": "Maak een afspraak en neem een pasfoto mee.",
        },
        "tags": ["balie", "reizen"],
        "topic": "paspoort",
        "knowledge_base": "veelgestelde-vragen",
        "alternatives": ["Nieuw reisdocument nodig"],
        "reviewed_on": "2026-01-15",
        "review_on": "2027-01-15",
        "language": "nl",
        "translations": [
            {"language": "en", "id": translation.pk, "url": "http://testserver/en/faq/passport/"},
        ],
        "related": [
            {
                "id": related.pk,
                "question": "Wat kost een paspoort?",
                "url": "http://testserver/veelgestelde-vragen/paspoort/kosten/",
            }
        ],
    }


def test_any_site_may_read_from_its_visitors_browsers(client: Client, faq: Any) -> None:
    for address in ("/api/v1/search?q=paspoort", "/api/v1/suggest?q=pas", f"/api/v1/faqs/{faq.pk}"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("count", [1, 30])
def test_query_counts_do_not_grow(
    client: Client, topic: Any, count: int, django_assert_num_queries: Any
) -> None:
    pages = [
        FaqPageFactory(parent=topic, title=f"Hoe duur is een paspoort {number}?") for number in range(count)
    ]
    pages[0].related_faqs = [RelatedFaq(related=page) for page in pages[1:]]
    pages[0].save()
    client.get("/api/v1/search?q=paspoort")

    addresses = {
        # Promotions, whether synonyms changed, clicks, and the pages.
        "/api/v1/search?q=paspoort&limit=100": 4,
        "/api/v1/search?q=paspoort&limit=100&knowledge_base=veelgestelde-vragen": 5,
        "/api/v1/search?q=paspoort&limit=100&topic=paspoort&language=nl": 6,
        # The synonyms twice and the pages: fewer begin so than were asked for, so that the engine searches as well.
        "/api/v1/suggest?q=pasp&limit=100": 3,
        # Once, as it goes with each letter that somebody types.
        "/api/v1/suggest?q=pasp&limit=1&language=nl": 2,
        f"/api/v1/faqs/{pages[0].pk}": 7,
        "/api/v2/pages/?limit=100": 5,
        "/api/v2/pages/?limit=100&type=vraagbaak.FaqPage": 5,
        "/api/v3/pages/?limit=100": 5,
    }
    for address, queries in addresses.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200


def test_a_topic_without_anything_to_see_is_unknown(client: Client, base: Any) -> None:
    TopicFactory(parent=base, title="Leeg", slug="leeg")

    response = client.get("/api/v1/search?q=paspoort&topic=leeg", headers={"accept-language": "en"})

    assert response.status_code == 404
    assert response.json() == {"detail": "There is no topic with this name.", "errors": {}}


def test_the_openapi_description_names_every_endpoint(client: Client, site: Site) -> None:
    schema = client.get("/api/v1/openapi.json").json()

    assert {path: list(operations) for path, operations in schema["paths"].items()} == {
        "/api/v1/search": ["get"],
        "/api/v1/suggest": ["get"],
        "/api/v1/faqs/{page_id}": ["get"],
        "/api/v1/questions": ["post"],
        "/api/v1/faqs/{page_id}/feedback": ["post"],
    }
    assert "Traceback" not in str(schema)
