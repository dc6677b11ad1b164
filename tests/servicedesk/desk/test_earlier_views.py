"""The answer history: for agents of the office, for those of another, for who has no desk."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question
from servicedesk.questions.sources.actions import note_source
from servicedesk.questions.sources.models import InsertedAs
from tests.factories import NOW, PartyFactory, QuestionFactory

QUERIES = 14


@pytest.fixture
def address(db: None) -> str:
    return reverse("earlier_answers:index")


def answered(office: Any, agent: Any, **more: Any) -> Any:
    asker = PartyFactory(office=office, name="Pieternel Visser", email="piet@post.example")
    question = QuestionFactory(office=office, asker=asker, **more)
    return sign_off(question=question, text="Beste Pieternel, ja.", user=agent, now=NOW)


def titles(client: Client, address: str, **query: str) -> list[str]:
    return [earlier.title for earlier in client.get(address, query).context["object_list"]]


def test_every_agent_of_the_office_finds_answers_without_who_asked(
    client: Client, colleague: Any, agent: Any, office: Any, address: str
) -> None:
    group = colleague.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="answer_question"))
    answered(office, agent, title="Mag Pieternel Visser zelf glas brengen?")
    answered(office, agent, title="Waar haal ik een paspoort?", body="")
    client.force_login(colleague)

    page = client.get(address, {"q": "glas"})

    assert [earlier.title for earlier in page.context["object_list"]] == ["Mag […] zelf glas brengen?"]
    assert "Pieternel" not in page.content.decode()
    assert "piet@post" not in page.content.decode()


def test_latest_answers_come_first_and_what_was_closed_without_one_is_left_out(
    as_agent: Client, agent: Any, office: Any, address: str
) -> None:
    answered(office, agent, title="Eerste?")
    answered(office, agent, title="Tweede?")
    close_question(question=QuestionFactory(office=office, title="Niets?"), user=agent, now=NOW)

    assert titles(as_agent, address) == ["Tweede?", "Eerste?"]


def test_it_tells_how_often_an_answer_was_used_again(
    as_agent: Client, agent: Any, office: Any, address: str
) -> None:
    answer = answered(office, agent, title="Eerste?")
    other = QuestionFactory(office=office, title="Tweede?")
    note_source(
        question=other, source=answer, title="Eerste?", inserted_as=InsertedAs.TEXT, user=agent, now=NOW
    )
    sign_off(question=other, text="Ja.", user=agent, now=NOW)

    found = as_agent.get(address).context["object_list"]

    assert {earlier.title: earlier.reused for earlier in found} == {"Eerste?": 1, "Tweede?": 0}


def test_agent_of_another_office_finds_nothing(
    client: Client, other_agent: Any, agent: Any, office: Any, address: str
) -> None:
    answered(office, agent, title="Mag glas in de kliko?")
    client.force_login(other_agent)

    assert titles(client, address, q="glas") == titles(client, address) == []


def test_who_has_no_desk_is_refused(client: Client, editor: Any, address: str) -> None:
    client.force_login(editor)

    assert client.get(address).status_code == 403
    assert client.get(reverse("earlier_answers:index_results")).status_code == 403


def test_stranger_is_sent_to_the_log_in(client: Client, address: str) -> None:
    assert client.get(address).url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("query", ["\0", "x" * 5000, "' OR 1=1", "???", "<script>"])
def test_impossible_search_finds_nothing(as_agent: Client, address: str, query: str) -> None:
    assert titles(as_agent, address, q=query) == []


def test_number_of_queries_does_not_grow(as_agent: Client, agent: Any, office: Any, address: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_agent.get(address, {"q": "paspoort"})
        return len(queries)

    answered(office, agent, title="Waar haal ik een paspoort?")
    count()
    one = count()
    answered(office, agent, title="Wanneer haal ik mijn paspoort?")
    answered(office, agent, title="Hoe haal ik een paspoort?")

    assert (one, count()) == (QUERIES, QUERIES)
