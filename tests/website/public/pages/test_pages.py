"""Home, knowledge base, topic and FAQ page, from three chairs; the numbers are the queries that a page costs."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from vraagbaak.knowledge.audiences.choices import Audience
from vraagbaak.models import RelatedFaq

pytestmark = pytest.mark.django_db


@pytest.fixture
def faq(topic: Any) -> Any:
    return factories.FaqPageFactory(
        parent=topic,
        title="Wat kost een paspoort?",
        slug="kosten",
        answer="<p>Een paspoort kost € 83,50.</p>",
        agent_note="Zie de **tarievenlijst**.",
        tags=["paspoort"],
    )


def titles(pages: Any) -> list[str]:
    return [page.title for page in pages]


class TestHome:
    def test_shows_the_heading_and_each_knowledge_base_with_its_topics(
        self, client: Client, faq: Any
    ) -> None:
        response = client.get("/")

        shelves = [(base.title, titles(topics)) for base, topics in response.context["shelves"]]
        assert shelves == [("Veelgestelde vragen", ["Paspoort"])]
        assert titles(response.context["recent_faqs"]) == ["Wat kost een paspoort?"]
        assert b'<h1 dir="auto">Waarmee kunnen we u helpen?</h1>' in response.content

    @pytest.mark.parametrize(
        ("chair", "expected"),
        [
            (None, ["Veelgestelde vragen"]),
            ("portal_user", ["Veelgestelde vragen", "Ledenvraagbaak"]),
            ("agent", ["Veelgestelde vragen", "Ledenvraagbaak", "Werkinstructies"]),
        ],
    )
    def test_each_chair_sees_its_own_knowledge_bases(
        self,
        request: Any,
        client: Client,
        base: Any,
        portal_base: Any,
        agents_base: Any,
        chair: str,
        expected: list[str],
    ) -> None:
        if chair:
            client.force_login(request.getfixturevalue(chair))

        shelves = client.get("/").context["shelves"]

        assert [base.title for base, topics in shelves] == expected

    def test_an_empty_site_says_so(self, client: Client, site: Any) -> None:
        assert client.get("/").context["shelves"] == []


class TestKnowledgeBase:
    def test_lists_topics_and_the_questions_outside_them(self, client: Client, base: Any, faq: Any) -> None:
        factories.FaqPageFactory(parent=base, title="Hoe bereik ik u?")

        response = client.get("/veelgestelde-vragen/")

        assert titles(response.context["topics"]) == ["Paspoort"]
        assert titles(response.context["faqs_without_topic"]) == ["Hoe bereik ik u?"]

    @pytest.mark.parametrize("number", ["abc", "-1", "0", "99999999999999999999", "\0", "２"])
    def test_any_page_number_gives_a_page(self, client: Client, base: Any, number: str) -> None:
        factories.FaqPageFactory(parent=base)

        assert client.get("/veelgestelde-vragen/", {"p": number}).status_code == 200


class TestFaqPage:
    def test_shows_question_answer_and_tags(self, client: Client, faq: Any) -> None:
        content = client.get(faq.url).content.decode()

        assert '<h1 dir="auto">Wat kost een paspoort?</h1>' in content
        assert "Een paspoort kost € 83,50." in content
        assert '<a href="/zoeken/?q=paspoort" dir="auto">paspoort</a>' in content

    def test_only_agents_see_the_agent_note(
        self, client: Client, faq: Any, portal_user: Any, agent: Any
    ) -> None:
        seen = []
        for user in (None, portal_user, agent):
            client.logout()
            if user:
                client.force_login(user)
            seen.append("tarievenlijst" in client.get(faq.url).content.decode())

        assert seen == [False, False, True]

    def test_related_pages_show_only_what_the_reader_may_see(
        self, client: Client, faq: Any, topic: Any, agent: Any
    ) -> None:
        for title, audience in (("Open", Audience.EVERYONE), ("Intern", Audience.AGENTS)):
            related = factories.FaqPageFactory(parent=topic, title=title, audience=audience)
            faq.related_faqs.add(RelatedFaq(related=related))
        faq.save()

        as_stranger = titles(client.get(faq.url).context["related"])
        client.force_login(agent)
        as_agent = titles(client.get(faq.url).context["related"])

        assert (as_stranger, as_agent) == (["Open"], ["Open", "Intern"])

    def test_an_edit_is_not_seen_before_it_is_published(self, client: Client, faq: Any) -> None:
        faq.title = "Wat kost een nieuw paspoort?"
        faq.save_revision()
        before = client.get(faq.url).context["page"].title

        faq.get_latest_revision().publish()

        assert before == "Wat kost een paspoort?"
        assert client.get(faq.url).context["page"].title == "Wat kost een nieuw paspoort?"
