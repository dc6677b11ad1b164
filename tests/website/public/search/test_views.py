"""The search page."""

from typing import Any

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(
        parent=topic, title="Wat kost een paspoort?", answer="<p>Een paspoort kost € 83,50 aan de balie.</p>"
    )


def found(client: Client, **parameters: str) -> list[str]:
    return [page.title for page in client.get("/zoeken/", parameters).context["results"]]


def test_finds_and_marks_the_words(client: Client, faq: Any) -> None:
    response = client.get("/zoeken/", {"q": "paspoort"})

    assert response.context["results"].paginator.count == 1
    assert "Een <mark>paspoort</mark> kost € 83,50 aan de balie." in response.content.decode()


def test_searches_in_one_knowledge_base(client: Client, faq: Any, home: Any) -> None:
    other = factories.KnowledgeBaseFactory(parent=home, title="Anders", slug="anders")
    factories.FaqPageFactory(parent=other, title="Mag mijn paspoort mee?")

    assert sorted(found(client, q="paspoort")) == ["Mag mijn paspoort mee?", "Wat kost een paspoort?"]
    assert found(client, q="paspoort", knowledge_base="anders") == ["Mag mijn paspoort mee?"]


def test_an_unknown_knowledge_base_gets_a_sentence(client: Client, faq: Any) -> None:
    response = client.get("/zoeken/", {"q": "paspoort", "knowledge_base": "nergens"})

    assert response.status_code == 200
    assert "results" not in response.context
    assert list(response.context["form"].errors) == ["knowledge_base"]


def test_pages_hold_ten_results(client: Client, topic: Any) -> None:
    for _number in range(12):
        factories.FaqPageFactory(parent=topic)

    assert [len(found(client, q="paspoort", p=page)) for page in ("1", "2", "abc", "99")] == [10, 2, 10, 2]


def test_a_paging_link_keeps_the_search(client: Client, topic: Any) -> None:
    for _number in range(12):
        factories.FaqPageFactory(parent=topic)

    assert (
        'href="?q=paspoort+kosten&amp;p=2"'
        in client.get("/zoeken/", {"q": "paspoort kosten"}).content.decode()
    )


def test_searches_in_the_language_of_the_page(client: Client, faq: Any, english: Any, home: Any) -> None:
    home.copy_for_translation(english).save_revision().publish()

    response = client.get("/en/zoeken/", {"q": "paspoort"})

    assert (response.context["results"].paginator.count, response["Content-Language"]) == (0, "en")


def test_a_long_search_is_cut_with_a_sentence(client: Client, faq: Any) -> None:
    response = client.get("/zoeken/", {"q": "paspoort " * 1200})

    assert (response.status_code, response.context["form"].was_cut) == (200, True)
    assert [page.title for page in response.context["results"]] == ["Wat kost een paspoort?"]


def test_what_was_not_found_leads_to_asking_it(client: Client, faq: Any, office: Any) -> None:
    content = client.get("/zoeken/", {"q": "zonnewijzer"}).content.decode()

    assert 'href="/vraag-stellen/?q=zonnewijzer"' in content


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\0",
        "pas\0poort",
        "* ? ~ ^",
        "AND OR NOT",
        '"',
        "((((",
        "a:b:c",
        "*" * 300,
        "😀",
        "מה עולה דרכון",
        "<script>",
    ],
)
def test_no_search_breaks_the_page(client: Client, faq: Any, query: str) -> None:
    response = client.get("/zoeken/", {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_who_finds_nothing_is_told_so(client: Client, faq: Any) -> None:
    content = client.get("/zoeken/", {"q": "olifant"}).content.decode()

    assert ("olifant" in content, 'class="empty"' in content) == (True, True)
