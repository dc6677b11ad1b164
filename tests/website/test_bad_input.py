"""Every form of the public site against what nobody should send: a sentence, the text kept, nothing changed."""

from typing import Any

import pytest
from django.test import Client

from servicedesk.models import AskRun, Question
from tests import factories

pytestmark = pytest.mark.django_db

LONG = "x" * 100_000
RTL = "كيف أجدد جواز سفري؟"
EMOJI = "Mag mijn 🐈 mee? 👩‍👩‍👧"
MARKUP = "<script>alert(1)</script> **vet** {{ 7|add:7 }} ${7*7}"
WHO = {"name": "Fatima de Vries", "email": "fatima@post.example"}


@pytest.fixture
def run(client: Client, office: Any) -> AskRun:
    client.post("/vraag-stellen/", {"title": "Mag dat?"})
    return AskRun.objects.get()


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "   "),
        ("title", "ab"),
        ("title", LONG),
        ("title", "a\0bcd"),
        ("title", "\x01\x02\x03"),
        ("title", "a\x01\x02b"),
        ("body", LONG),
        ("body", "a\0b"),
    ],
)
def test_an_unusable_question_comes_back_with_one_sentence(
    client: Client, office: Any, field: str, text: str
) -> None:
    data = {"title": "Mag dat?", "body": "", field: text}

    response = client.post("/vraag-stellen/", data)

    assert response.status_code == 200
    assert [list(response.context["form"].errors), len(response.context["form"].errors[field])] == [
        [field],
        1,
    ]
    assert response.context["form"][field].value() == text
    assert AskRun.objects.count() == 0


@pytest.mark.parametrize("text", [RTL, EMOJI, MARKUP, "Regel een\r\nregel twee"])
def test_a_question_in_any_script_is_taken_as_it_is(client: Client, office: Any, text: str) -> None:
    client.post("/vraag-stellen/", {"title": text, "body": text})
    run = AskRun.objects.get()

    client.post("/vraag-stellen/gegevens/", {"run": run.key, "title": text, "body": text, **WHO})
    content = client.get("/vraag-stellen/verzonden/", {"run": run.key}).content.decode()

    assert Question.objects.get().title == " ".join(text.split())
    assert "<script>alert" not in content
    assert "7|add:7" in content or text != MARKUP


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", LONG),
        ("name", "a\0b"),
        ("name", "\x01\x02"),
        ("email", ""),
        ("email", "fatima"),
        ("email", "a@b"),
        ("email", f"{LONG}@post.example"),
        ("email", "a\0@post.example"),
        ("email", "a@post.example\nBcc: b@post.example"),
        ("subject", "999999"),
        ("subject", "x\0"),
        ("subject", "9" * 40),
    ],
)
def test_unusable_details_come_back_with_a_sentence(
    client: Client, run: AskRun, field: str, text: str
) -> None:
    data = {"run": run.key, "title": "Mag dat?", "body": RTL, **WHO, field: text}

    response = client.post("/vraag-stellen/gegevens/", data)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert [response.context["form"][name].value() for name in ("title", "body", field)] == [
        "Mag dat?",
        RTL,
        text,
    ]
    assert Question.objects.count() == 0


@pytest.mark.parametrize("key", ["", "\0", LONG, "onbekend", RTL])
def test_a_guessed_run_is_a_new_one(client: Client, office: Any, key: str) -> None:
    response = client.post("/vraag-stellen/gegevens/", {"run": key, **WHO})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["title"])


@pytest.mark.parametrize("typed", ["\0\0\0", LONG, RTL, EMOJI, "* OR (", MARKUP])
def test_suggestions_take_anything(client: Client, office: Any, base: Any, typed: str) -> None:
    response = client.post(
        "/vraag-stellen/tijdens-typen/", {"title": typed, "body": typed}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("text", ["", "  ", LONG, "a\0b", "\x01 \x02"])
def test_an_unusable_reaction_comes_back_with_one_sentence(client: Client, office: Any, text: str) -> None:
    question = factories.QuestionFactory(office=office)

    response = client.post(factories.status_address(question), {"text": text})

    assert response.status_code == 200
    assert len(response.context["form"].errors["text"]) == 1
    assert response.context["form"]["text"].value() == text
    assert question.reactions.count() == 0


@pytest.mark.parametrize("text", ["", "\0", LONG, RTL])
def test_a_wrong_log_in_gets_a_sentence(client: Client, site: Any, text: str) -> None:
    response = client.post("/inloggen/", {"username": text, "password": text})

    assert response.status_code == 200
    assert bool(response.context["form"].errors) is True


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/%F0%9F%98%80/",
        "/" + "a/" * 400,
        "/vraag-stellen/openen/" + "9" * 30 + "/",
        "/zoeken/?q=%FF%FE",
    ],
)
def test_no_address_breaks_the_site(client: Client, office: Any, path: str) -> None:
    assert client.get(path).status_code in {200, 404}
