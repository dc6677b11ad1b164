"""Rule 5: a page that somebody may not see appears for them nowhere on the public site."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import RelatedFaq

pytestmark = pytest.mark.django_db

CHAIRS = [
    (None, Audience.EVERYONE),
    ("portal_user", Audience.PORTAL),
    ("editor", Audience.AGENTS),
    ("agent", Audience.AGENTS),
]


@pytest.fixture
def pages(base: Any, topic: Any, office: Any) -> dict[Audience, Any]:
    return {
        audience: factories.FaqPageFactory(
            parent=topic,
            title=f"Paspoort voor {audience.name}",
            slug=audience.value,
            audience=audience,
            answer=f"<p>Het antwoord voor {audience.name}.</p>",
        )
        for audience in Audience
    }


@pytest.fixture(params=CHAIRS, ids=lambda chair: chair[0] or "stranger")
def chair(request: Any, client: Client) -> Audience:
    name, audience = request.param
    if name:
        client.force_login(request.getfixturevalue(name))
    return audience


def seen_in(content: bytes) -> list[Audience]:
    return [audience for audience in Audience if f"Paspoort voor {audience.name}".encode() in content]


@pytest.mark.parametrize("path", ["/", "/veelgestelde-vragen/paspoort/", "/zoeken/?q=paspoort"])
def test_listings_and_search_show_what_the_chair_may_see(
    client: Client, pages: dict[Audience, Any], chair: Audience, path: str
) -> None:
    assert seen_in(client.get(path).content) == chair.visible


def test_suggestions_while_typing(client: Client, pages: dict[Audience, Any], chair: Audience) -> None:
    typed = {"title": "paspoort", "body": "Mijn paspoort verloopt."}
    content = client.post("/vraag-stellen/tijdens-typen/", typed, headers={"HX-Request": "true"}).content

    assert seen_in(content) == chair.visible


def test_suggestions_before_sending(client: Client, pages: dict[Audience, Any], chair: Audience) -> None:
    content = client.post("/vraag-stellen/", {"title": "paspoort"}, follow=True).content

    assert seen_in(content) == chair.visible


def test_related_pages(client: Client, pages: dict[Audience, Any], chair: Audience, topic: Any) -> None:
    faq = factories.FaqPageFactory(parent=topic, title="Hoe vraag ik het aan?")
    faq.related_faqs = [RelatedFaq(related=related) for related in pages.values()]
    faq.save()

    assert seen_in(client.get(faq.url).content) == chair.visible


def test_feedback_is_taken_on_what_is_visible_only(
    client: Client, pages: dict[Audience, Any], chair: Audience
) -> None:
    for page in pages.values():
        client.post(f"/feedback/{page.pk}/", {"helpful": "yes"})

    assert [audience for audience, page in pages.items() if page.feedback.exists()] == chair.visible


def test_the_sitemap_holds_what_everyone_may_see_whoever_asks(
    client: Client, pages: dict[Audience, Any], chair: Audience
) -> None:
    content = client.get("/sitemap.xml").content

    assert [audience for audience in Audience if f"/{audience.value}/".encode() in content] == [
        Audience.EVERYONE
    ]


@pytest.mark.parametrize(
    ("name", "portal", "agents"),
    [(None, 302, 404), ("portal_user", 200, 404), ("agent", 200, 200), ("nobody", 404, 404)],
)
def test_the_page_itself(
    request: Any, client: Client, pages: dict[Audience, Any], name: str, portal: int, agents: int
) -> None:
    if name:
        client.force_login(factories.UserFactory() if name == "nobody" else request.getfixturevalue(name))

    statuses = [client.get(pages[audience].url).status_code for audience in Audience]

    assert statuses == [200, portal, agents]


def test_a_stranger_is_sent_to_log_in_and_back(client: Client, pages: dict[Audience, Any]) -> None:
    page = pages[Audience.PORTAL]

    assert client.get(page.url)["Location"] == f"/inloggen/?next={page.url}"


def test_knowledge_bases_and_topics_obey_too(
    client: Client, portal_base: Any, agents_base: Any, portal_user: Any
) -> None:
    addresses = [factories.TopicFactory(parent=base).url for base in (portal_base, agents_base)]
    addresses += [portal_base.url, agents_base.url]

    as_stranger = [client.get(address).status_code for address in addresses]
    client.force_login(portal_user)
    as_portal_user = [client.get(address).status_code for address in addresses]

    assert as_stranger == [302, 404, 302, 404]
    assert as_portal_user == [200, 404, 200, 404]
