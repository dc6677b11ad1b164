"""Wagtail's own APIs: for public reading only."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import FaqPageFactory
from vraagbaak.knowledge.audiences.choices import Audience

WRITES = [
    ("post", "/api/v3/pages/", 405),
    ("patch", "/api/v3/pages/{page}/", 405),
    ("put", "/api/v3/pages/{page}/", 405),
    ("delete", "/api/v3/pages/{page}/", 405),
    ("post", "/api/v3/pages/{page}/actions/publish/", 405),
    ("post", "/api/v3/pages/{page}/actions/unpublish/", 405),
    ("post", "/api/v3/sites/", 405),
    ("get", "/api/v3/sites/", 401),
    ("get", "/api/v3/whoami/", 401),
    ("get", "/api/v3/schema/", 401),
    ("get", "/api/v3/docs/", 404),
    ("post", "/api/v2/pages/", 405),
    ("put", "/api/v2/pages/{page}/", 405),
    ("patch", "/api/v2/pages/{page}/", 405),
    ("delete", "/api/v2/pages/{page}/", 405),
    ("post", "/api/v2/images/", 405),
    ("post", "/api/v2/documents/", 405),
]
UNUSABLE = [
    "/api/v2/pages/?limit=1000",
    "/api/v2/pages/?limit=x",
    "/api/v2/pages/?offset=-1",
    "/api/v2/pages/?owner=1",
    "/api/v2/pages/?fields=owner",
    "/api/v2/pages/?fields=agent_note",
    "/api/v2/pages/?type=auth.User",
    "/api/v2/pages/?order=owner",
    "/api/v2/pages/?site=no-such.example",
    "/api/v2/pages/?type=vraagbaak.FaqPage&reviewed_on=yesterday",
    "/api/v2/pages/?title=%00",
    "/api/v2/pages/?child_of=x",
    "/api/v2/pages/?child_of=99999999999999999999999",
    "/api/v2/pages/find/?id=x",
    "/api/v2/pages/99999999999999999999999/",
    "/api/v3/pages/?limit=1000",
    "/api/v3/pages/?limit=x",
    "/api/v3/pages/?order=owner",
    "/api/v3/pages/?site=no-such.example",
    "/api/v3/pages/?type=auth.User",
    "/api/v3/pages/?child_of=x",
    "/api/v3/pages/?child_of=99999999999999999999999",
    "/api/v3/pages/99999999999999999999999/",
    "/api/v3/pages/x/",
]


@pytest.fixture
def administrator(known_as: Any) -> Client:
    return known_as(get_user_model().objects.create_superuser("beheer"))


@pytest.mark.parametrize(("method", "address", "status"), WRITES)
def test_an_administrator_gets_no_further_than_a_stranger(
    administrator: Client, client: Client, base: Any, method: str, address: str, status: int
) -> None:
    address = address.format(page=base.pk)

    for caller in (administrator, client):
        response = getattr(caller, method)(
            address, data={} if method == "get" else "{}", content_type="application/json"
        )
        assert response.status_code == status

    base.refresh_from_db()
    assert base.live


def test_a_token_gives_no_draft(administrator: Client, base: Any) -> None:
    page = FaqPageFactory(parent=base, title="Wat kost een paspoort?")
    page.title = "Wat kost een nieuw paspoort?"
    page.save_revision()

    assert (
        administrator.get(f"/api/v3/pages/{page.pk}/?version=draft").json()["title"]
        == "Wat kost een paspoort?"
    )


@pytest.mark.parametrize("address", UNUSABLE)
def test_unusable_parameters_are_refused(client: Client, base: Any, address: str) -> None:
    response = client.get(address)

    assert response.status_code in (400, 404, 422)
    assert "json" in response["Content-Type"]
    assert "Traceback" not in response.content.decode()


def test_a_page_shows_its_answer_and_nothing_of_the_back_office(client: Client, base: Any) -> None:
    page = FaqPageFactory(parent=base, answer="<p>Maak een afspraak.</p>", tags=["balie"], external_id="p-1")

    second = client.get(f"/api/v2/pages/{page.pk}/?fields=*").json()
    third = client.get(f"/api/v3/pages/{page.pk}/").json()

    fields = {"id", "meta", "title", "answer", "tags", "reviewed_on", "external_id"}
    assert (set(second), set(third)) == (fields, fields)
    assert (second["answer"][0]["value"], second["tags"]) == ("<p>Maak een afspraak.</p>", ["balie"])


@pytest.mark.parametrize("search", ["", "&search=paspoort"])
def test_more_narrowed_pages_than_sqlite_takes_conditions(client: Client, base: Any, search: str) -> None:
    pages = [FaqPageFactory.build(title=f"Hoe duur is een paspoort ({number})?") for number in range(3)]
    for page in pages:
        base.add_child(instance=page)
    narrow = [base.add_child(instance=FaqPageFactory.build()) for _ in range(2)]
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=narrow[number % 2], restriction_type=PageViewRestriction.LOGIN)
        for number in range(1200)
    )

    counts = [
        client.get(f"/api/v2/pages/?type=vraagbaak.FaqPage{search}").json()["meta"]["total_count"],
        client.get(f"/api/v3/pages/?type=vraagbaak.FaqPage{search}").json()["count"],
    ]

    assert counts == [3, 3]


def show_files_on(parent: Any, **place: Any) -> Any:
    """A page whose answer shows every file that there is."""
    answer: list[Any] = [("document", {"document": file, "text": ""}) for file in Document.objects.all()]
    answer += [("image", {"image": file, "alt_text": "", "caption": ""}) for file in Image.objects.all()]
    return FaqPageFactory(parent=parent, answer=answer, **place)


@pytest.fixture
def files(base: Any) -> dict[str, Any]:
    """An image and a document in a public collection, and the same below one with a password."""
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Dicht")
    inner = closed.add_child(name="Binnenin")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.PASSWORD, password="open"
    )
    for collection, title in ((root, "Open"), (closed, "Dicht"), (inner, "Binnenin")):
        Image.objects.create(title=title, file=get_test_image_file(f"{title}.png"), collection=collection)
        Document.objects.create(title=title, file=get_test_image_file(f"{title}.png"), collection=collection)
    show_files_on(base)
    return {"images": Image, "documents": Document}


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_only_files_of_public_collections_are_listed(
    administrator: Client, client: Client, site: Any, files: dict[str, Any], kind: str
) -> None:
    closed = files[kind].objects.get(title="Binnenin")

    for caller in (client, administrator):
        listed = caller.get(f"/api/v2/{kind}/?fields=*").json()["items"]

        assert [item["title"] for item in listed] == ["Open"]
        assert caller.get(f"/api/v2/{kind}/{closed.pk}/").status_code == 404


@pytest.mark.parametrize("place", [{"audience": Audience.AGENTS}, {"live": False}, None])
def test_file_that_no_public_page_shows_is_not_listed(client: Client, base: Any, place: Any) -> None:
    Image.objects.create(title="Intern", file=get_test_image_file("intern.png"))
    Document.objects.create(title="Intern", file=get_test_image_file("intern.png"))
    if place:
        show_files_on(base, **place)

    listed = [client.get(f"/api/v2/{kind}/").json()["items"] for kind in ("images", "documents")]

    assert listed == [[], []]


@pytest.mark.parametrize(
    ("place", "opens"),
    [
        (None, ["stranger", "portal_user", "agent"]),
        ({}, ["stranger", "portal_user", "agent"]),
        ({"audience": Audience.PORTAL}, ["portal_user", "agent"]),
        ({"audience": Audience.AGENTS}, ["agent"]),
        ({"live": False}, ["agent"]),
    ],
)
def test_document_opens_for_who_may_see_an_answer_that_holds_it(
    base: Any, place: Any, opens: list[str], request: pytest.FixtureRequest
) -> None:
    document = Document.objects.create(title="Tarieven", file=get_test_image_file("tarieven.png"))
    if place is not None:
        show_files_on(base, **place)

    answers = {}
    for chair in ("stranger", "portal_user", "agent"):
        client, user = Client(), request.getfixturevalue(chair)
        if user.is_authenticated:
            client.force_login(user)
        answers[chair] = client.get(document.url).status_code

    assert answers == {chair: 200 if chair in opens else 404 for chair in answers}


def test_the_description_of_v3_names_reading_only(client: Client, site: Any) -> None:
    paths = client.get("/api/v3/openapi.json").json()["paths"]

    assert {path: list(operations) for path, operations in paths.items()} == {
        "/api/v3/pages/": ["get"],
        "/api/v3/pages/find/": ["get"],
        "/api/v3/pages/{page_id}/": ["get"],
    }
