"""What each public page asks of the database: a literal number, and the same with 1 and with 300 items."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_save
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factory.django import mute_signals

from tests import factories
from vraagbaak.models import RelatedFaq
from website.public.asking.stamps import new_stamp

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
AS_STRANGER = {
    "home": 10,
    "knowledge base": 12,
    "topic": 15,
    "FAQ page": 17,
    "search": 7,
    "ask": 2,
    # Of a form in which something appears for the first time, in a browser that has a session from then on.
    "suggestions": 10,
    "sitemap": 6,
}
# Who is logged in costs a session, a user and its groups.
KNOWN_SESSION = {"sitemap": 0, "suggestions": 2}
AS_AGENT = {name: count + KNOWN_SESSION.get(name, 3) for name, count in AS_STRANGER.items()}
ADDRESSES = {
    "home": "/",
    "knowledge base": "/veelgestelde-vragen/",
    "topic": "/veelgestelde-vragen/paspoort/",
    "FAQ page": "/veelgestelde-vragen/paspoort/vraag-0/",
    "search": "/zoeken/?q=paspoort",
    "ask": "/vraag-stellen/",
    "suggestions": "/vraag-stellen/tijdens-typen/?title=paspoort&run=STAMP",
    "sitemap": "/sitemap.xml",
}


@pytest.fixture(autouse=True)
def _remembered_on_a_slow_machine_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("website.visits.sites.REMEMBERED_SECONDS", 3600)


@pytest.fixture(params=[1, 300], ids=["1 item", "300 items"])
def items(request: Any, base: Any, topic: Any, office: Any) -> int:
    # Pages enter the index together below; what else follows a save has no part in what readers see.
    with mute_signals(post_save):
        first, *others = [
            factories.FaqPageFactory(parent=topic, slug=f"vraag-{n}") for n in range(request.param)
        ]
        for number in range(request.param):
            factories.FaqPageFactory(parent=base, title=f"Kan ik mijn paspoort afhalen ({number})?")
        RelatedFaq.objects.bulk_create(RelatedFaq(page=first, related=other) for other in others)
    call_command("update_index", verbosity=0)
    return request.param


# How long to wait for a busy database is set and set back on SQLite only.
COUNTING_A_READER = 3 if connection.vendor == "sqlite" else 1
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def queries_of(client: Client) -> dict[str, int]:
    return {name: queries_at(client, address) for name, address in ADDRESSES.items()}


def queries_at(client: Client, address: str) -> int:
    """Of a second visit: by then the process knows its sites and content types."""
    for _visit in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert visit(client, address).status_code == 200
    return len(queries)


def visit(client: Client, address: str) -> Any:
    """What is typed in a form comes along in its body, and begins a run of its own each time."""
    path, _mark, query = address.partition("?")
    if not path.endswith("/tijdens-typen/"):
        return client.get(address)
    return client.post(path, QueryDict(query.replace("STAMP", str(new_stamp()))).dict(), headers=HTMX)


def test_each_public_page_asks_the_same_with_1_and_300_items(client: Client, items: int, agent: Any) -> None:
    as_stranger = queries_of(client)
    client.force_login(agent)
    as_agent = queries_of(client)
    # Too few suggestions are filled up with what a search finds, which costs two more.
    more = {"suggestions": 2} if items == 1 else {}

    assert as_stranger == {name: count + more.get(name, 0) for name, count in AS_STRANGER.items()}
    assert as_agent == {name: count + more.get(name, 0) for name, count in AS_AGENT.items()}


def test_counting_a_reader_costs_one_statement_more(topic: Any, office: Any) -> None:
    factories.FaqPageFactory(parent=topic, slug="vraag-0")
    person = Client(headers={"User-Agent": BROWSER})

    cost = queries_at(person, ADDRESSES["FAQ page"])

    assert cost == AS_STRANGER["FAQ page"] + COUNTING_A_READER
