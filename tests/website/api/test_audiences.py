"""Rule 5: what an audience may not see appears for it nowhere, and on the API everybody is a stranger."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page

from tests.factories import FaqPageFactory, HomePageFactory, KnowledgeBaseFactory, TopicFactory
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.knowledge.faqs.models import RelatedFaq

SECRET = "geheim"
SEARCHES = [
    "/api/v1/search?q=paspoort&limit=100",
    "/api/v1/search?q=paspoort&knowledge_base=veelgestelde-vragen",
    "/api/v1/search?q=paspoort&topic=paspoort",
    "/api/v1/search?q=paspoort&language=en",
    "/api/v1/suggest?q=paspoort&limit=100",
    "/api/v1/suggest?q=paspoort&language=en",
    "/api/v1/faqs/{seen}",
]
LISTINGS = [
    "pages/",
    "pages/?type=vraagbaak.FaqPage",
    "pages/?type=vraagbaak.KnowledgeBase",
    "pages/?search=paspoort",
    "pages/?search=paspoort&type=vraagbaak.FaqPage",
    "pages/?child_of=root",
    "pages/?child_of={base}",
    "pages/?descendant_of=root",
    "pages/?descendant_of={base}",
    "pages/?ancestor_of={seen}",
    "pages/?translation_of={seen}",
    "pages/?locale=en",
    "pages/?order=-title",
    "pages/{seen}/",
    "pages/{below_draft}/",
    "pages/{alias}/",
]
WAGTAIL = [
    *(f"/api/v2/{path}" for path in LISTINGS),
    *(f"/api/v2/{path}{'&' if '?' in path else '?'}fields=*" for path in LISTINGS),
    *(f"/api/v3/{path}" for path in LISTINGS),
    "/api/v3/pages/{seen}/?version=draft",
]
REFUSED = [
    ("/api/v1/faqs/{hidden}", 404),
    ("/api/v1/search?q=paspoort&knowledge_base=leden", 404),
    ("/api/v1/search?q=paspoort&topic=balie", 404),
    ("/api/v2/pages/{hidden}/", 404),
    ("/api/v2/pages/{hidden}/?fields=*", 404),
    ("/api/v2/pages/find/?id={hidden}", 404),
    ("/api/v2/pages/find/?html_path={path}", 404),
    ("/api/v2/pages/?child_of={hidden}", 400),
    ("/api/v2/pages/?descendant_of={hidden}", 400),
    ("/api/v2/pages/?ancestor_of={hidden}", 400),
    ("/api/v2/pages/?translation_of={hidden}", 400),
    ("/api/v3/pages/{hidden}/", 404),
    ("/api/v3/pages/{hidden}/?version=draft", 404),
    ("/api/v3/pages/find/?id={hidden}", 404),
    ("/api/v3/pages/find/?html_path={path}", 404),
    ("/api/v3/pages/?child_of={hidden}", 422),
    ("/api/v3/pages/?descendant_of={hidden}", 422),
    ("/api/v3/pages/?ancestor_of={hidden}", 422),
    ("/api/v3/pages/?translation_of={hidden}", 422),
    ("/api/v3/pages/{hidden}/revisions/", 401),
]


def secret_page(parent: Page, number: int, **kwargs: Any) -> Any:
    return FaqPageFactory(
        parent=parent, title=f"Geheim paspoort {number}", slug=f"{SECRET}-{number}", **kwargs
    )


@pytest.fixture
def place(base: Any, home: Page, english: Locale) -> dict[str, Any]:
    """One page that everyone sees, and around it every kind that not everyone sees."""
    topic = TopicFactory(parent=base, title="Paspoort", slug="paspoort")
    seen = FaqPageFactory(parent=topic, title="Hoe vraag ik een paspoort aan?")
    members = KnowledgeBaseFactory(parent=home, title="Geheim leden", slug="leden", audience=Audience.PORTAL)
    agents = KnowledgeBaseFactory(parent=home, title="Geheim balie", slug="werk", audience=Audience.AGENTS)
    counter = TopicFactory(parent=agents, title="Geheim balie", slug="balie")
    english_home = HomePageFactory(
        parent=Page.get_first_root_node(), locale=english, translation_key=home.translation_key
    )
    english_base = KnowledgeBaseFactory(
        parent=english_home, title="Questions", translation_key=base.translation_key
    )
    draft_topic = TopicFactory(parent=base, title="Geheim concept", slug="concept", live=False)
    unpublished = secret_page(base, 1)
    unpublished.unpublish()
    hidden = [
        unpublished,
        secret_page(base, 2, live=False),
        secret_page(base, 3, audience=Audience.PORTAL),
        secret_page(topic, 4, audience=Audience.AGENTS),
        secret_page(members, 5),
        secret_page(counter, 6),
        secret_page(english_base, 7, audience=Audience.AGENTS, translation_key=seen.translation_key),
    ]
    seen.related_faqs = [RelatedFaq(related=page) for page in hidden]
    seen.agent_note = f"Dit is {SECRET}."
    seen.save()
    draft = seen.specific
    draft.title = "Geheim nieuw paspoort"
    draft.save_revision()
    below_draft = FaqPageFactory(parent=draft_topic, title="Waar haal ik het paspoort op?")
    alias = FaqPageFactory(parent=base, title="Wat kost een paspoort?")
    alias.alias_of = hidden[5]
    alias.save()
    return {"seen": seen, "below_draft": below_draft, "alias": alias, "base": base, "hidden": hidden}


@pytest.fixture(params=["stranger", "portal_user", "agent", "superuser"])
def caller(request: pytest.FixtureRequest, known_as: Any) -> Client:
    if request.param == "stranger":
        return Client()
    if request.param == "superuser":
        return known_as(get_user_model().objects.create_superuser("beheer"))
    return known_as(request.getfixturevalue(request.param))


def test_nothing_hidden_is_named_anywhere(caller: Client, place: dict[str, Any]) -> None:
    ids = {name: place[name].pk for name in ("seen", "below_draft", "alias", "base")}

    for address in [*SEARCHES, *WAGTAIL]:
        response = caller.get(address.format(**ids))

        assert response.status_code == 200, address
        assert SECRET not in response.content.decode().lower(), address


def test_what_is_hidden_seems_not_to_exist(caller: Client, place: dict[str, Any]) -> None:
    for page in place["hidden"]:
        # The site's own route to the page, without the language.
        path = page.url_path.split("/", 2)[2]
        for address, status in REFUSED:
            response = caller.get(address.format(hidden=page.pk, path=path))

            assert response.status_code == status, (address, page)
            assert "paspoort 1" not in response.content.decode()


def test_what_everyone_may_see_is_found(caller: Client, place: dict[str, Any]) -> None:
    found = caller.get("/api/v1/search?q=aanvragen paspoort").json()["items"]
    listed = [caller.get(f"/api/{version}/pages/?type=vraagbaak.FaqPage").json() for version in ("v2", "v3")]

    public = sorted([place["seen"].pk, place["below_draft"].pk, place["alias"].pk])
    assert sorted(item["id"] for item in found) == public
    assert [sorted(item["id"] for item in page["items"]) for page in listed] == [public, public]


def test_a_page_that_becomes_public_appears_and_disappears_again(
    client: Client, place: dict[str, Any]
) -> None:
    page = place["hidden"][2]

    statuses = []
    for audience in (Audience.EVERYONE, Audience.AGENTS):
        page.audience = audience
        page.save()
        statuses.append(
            [client.get(f"/api/{path}/{page.pk}/").status_code for path in ("v2/pages", "v3/pages")]
        )
        statuses.append([client.get(f"/api/v1/faqs/{page.pk}").status_code])

    assert statuses == [[200, 200], [200], [404, 404], [404]]
