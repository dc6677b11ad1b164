import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from servicedesk.questions.choices import Channel, QuestionStatus, Suspicion
from servicedesk.questions.models import Question
from tests.factories import FaqPageFactory, SubjectFactory
from vraagbaak.knowledge.feedback.models import Feedback

ASKED = {
    "title": "Kan mijn paspoort bezorgd worden?",
    "body": "Ik werk overdag.",
    "name": "Fatima de Vries",
    "email": "fatima@post.example",
}


def post(client: Client, address: str, content: Any, **kwargs: Any) -> Any:
    body = content if isinstance(content, str | bytes) else json.dumps(content)
    return client.post(address, body, content_type="application/json", **kwargs)


def test_a_question_is_asked_and_its_status_can_be_followed(client: Client, office: Any) -> None:
    subject = SubjectFactory(office=office)

    response = post(client, "/api/v1/questions", {**ASKED, "subject": subject.pk, "language": "en"})

    question = Question.objects.get()
    assert response.status_code == 201
    assert list(response.json()) == ["status_url"]
    assert response.json()["status_url"].startswith("http://testserver/en/vraag/")
    assert client.get(response.json()["status_url"]).status_code == 200
    assert (question.office, question.title, question.body) == (office, ASKED["title"], ASKED["body"])
    assert (question.asker.name, question.asker.email) == (ASKED["name"], ASKED["email"])
    assert (question.subject, question.language, question.channel) == (subject, "en", Channel.API)


def test_the_asker_speaks_the_language_of_the_caller(client: Client, office: Any) -> None:
    post(client, "/api/v1/questions", ASKED, headers={"accept-language": "en-GB,en;q=0.9"})

    assert Question.objects.get().language == "en"


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"title": ""}, {"title": ["Type your question first."]}),
        (
            {"title": "x" * 100_000},
            {
                "title": [
                    "Your question has 100000 characters; there is room for 255."
                    " Put the details under “Explanation”."
                ]
            },
        ),
        (
            {"body": "x" * 100_000},
            {"body": ["Your explanation has 100000 characters; there is room for 20000."]},
        ),
        ({"title": "Wat\0?"}, {"title": ["Null characters are not allowed."]}),
        ({"title": 3}, {"title": ["Give a text."]}),
        ({"title": ["a"]}, {"title": ["Give a text."]}),
        ({"title": None}, {"title": ["Give a text."]}),
        ({"email": "fatima"}, {"email": ["Check your e-mail address. It looks like this: name@example.nl"]}),
        (
            {"email": "a@b.nl\nBcc: c@d.nl"},
            {"email": ["Check your e-mail address. It looks like this: name@example.nl"]},
        ),
        ({"subject": 10**30}, {"subject": ["Choose a subject from the list."]}),
        ({"subject": -1}, {"subject": ["Choose a subject from the list."]}),
        ({"subject": "x"}, {"subject": ["Give a whole number."]}),
        ({"subject": 1.5}, {"subject": ["Give a whole number."]}),
        ({"language": "xx"}, {"language": ["This language is not known here."]}),
    ],
)
def test_a_wrong_value_is_answered_with_a_sentence_at_its_field(
    client: Client, office: Any, wrong: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    response = post(client, "/api/v1/questions", {**ASKED, **wrong}, headers={"accept-language": "en"})

    assert response.status_code == 422
    assert response.json() == {"detail": "Something is not right yet: see the fields.", "errors": errors}
    assert (Question.objects.count(), mail.outbox) == (0, [])


def test_emoji_and_right_to_left_text_and_markup_are_kept_as_typed(client: Client, office: Any) -> None:
    title = "🛂 كيف أجدد <script>alert(1)</script> **جواز**?"

    response = post(client, "/api/v1/questions", {**ASKED, "title": title})

    assert response.status_code == 201
    assert Question.objects.get().title == title


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 415),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"title": ' + b"9" * 5000 + b"}", 400),
        (b'"text"', 422),
        (b"[]", 422),
        (b"null", 422),
        (b'{"title": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
)
def test_what_is_no_json_object_is_refused_in_the_same_shape(
    client: Client, office: Any, body: bytes, status: int
) -> None:
    for address in ("/api/v1/questions", f"/api/v1/faqs/{office.pk}/feedback"):
        response = post(client, address, body, headers={"accept-language": "en"})

        assert response.status_code == status
        assert sorted(response.json()) == ["detail", "errors"]
        assert "Traceback" not in response.content.decode()


def test_a_form_from_another_site_is_refused(client: Client, office: Any) -> None:
    """A browser sends these three types to any site without asking."""
    for content_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ):
        response = client.post("/api/v1/questions", json.dumps(ASKED), content_type=content_type)

        assert response.status_code == 415
        assert "Access-Control-Allow-Origin" not in response

    assert client.options("/api/v1/questions").status_code == 405
    assert Question.objects.count() == 0


def test_a_logged_in_agent_is_a_stranger_here(office: Any, agent: Any, agents_base: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(agent)
    page = FaqPageFactory(parent=agents_base)

    assert post(client, f"/api/v1/faqs/{page.pk}/feedback", {"helpful": False}).status_code == 404
    assert client.get(f"/api/v1/faqs/{page.pk}").status_code == 404


def test_the_form_and_the_api_share_one_limit(client: Client, office: Any, settings: Any) -> None:
    settings.ASK_LIMIT_PER_HOUR = 2

    statuses = [post(client, "/api/v1/questions", ASKED).status_code for _ in range(3)]
    refused = post(client, "/api/v1/questions", ASKED, headers={"accept-language": "en"})

    assert statuses == [201, 201, 429]
    assert refused.json() == {
        "detail": "Too much came from your address this hour. Try again later.",
        "errors": {},
    }
    assert Question.objects.count() == 2


def test_for_an_office_that_checks_for_robots_a_question_waits_in_quarantine(
    client: Client, office: Any
) -> None:
    office.demands_work = True
    office.save()

    response = post(client, "/api/v1/questions", ASKED)

    question = Question.objects.get()
    assert (response.status_code, mail.outbox) == (201, [])
    assert (question.status, question.suspicion) == (QuestionStatus.HELD, Suspicion.WORK)


def test_a_site_without_an_office_takes_no_questions(client: Client, site: Any) -> None:
    assert post(client, "/api/v1/questions", ASKED).status_code == 404


def test_feedback_is_counted(client: Client, base: Any) -> None:
    page = FaqPageFactory(parent=base)

    yes = post(client, f"/api/v1/faqs/{page.pk}/feedback", {"helpful": True})
    no = post(
        client, f"/api/v1/faqs/{page.pk}/feedback", {"helpful": False, "reason": " De prijs ontbreekt. "}
    )

    assert (yes.status_code, yes.json(), no.status_code) == (201, {"helpful": True}, 201)
    given = Feedback.objects.order_by("pk").values_list("page", "helpful", "reason")
    assert list(given) == [(page.pk, True, ""), (page.pk, False, "De prijs ontbreekt.")]


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"helpful": ["Fill this in."]}),
        ({"helpful": "yes"}, {"helpful": ["Give true or false."]}),
        ({"helpful": 1}, {"helpful": ["Give true or false."]}),
        ({"helpful": False, "reason": "x" * 100_000}, {"reason": ["Give at most 1000 characters."]}),
        (
            {"helpful": False, "reason": "a\0"},
            {"reason": ["This text holds a character that no text may hold."]},
        ),
    ],
)
def test_wrong_feedback_is_refused(client: Client, base: Any, given: Any, errors: Any) -> None:
    page = FaqPageFactory(parent=base)

    response = post(client, f"/api/v1/faqs/{page.pk}/feedback", given, headers={"accept-language": "en"})

    assert (response.status_code, response.json()["errors"]) == (422, errors)
    assert Feedback.objects.count() == 0


def test_feedback_has_a_limit(client: Client, base: Any, settings: Any) -> None:
    settings.FEEDBACK_LIMIT_PER_HOUR = 1
    page = FaqPageFactory(parent=base)

    statuses = [
        post(client, f"/api/v1/faqs/{page.pk}/feedback", {"helpful": True}).status_code for _ in range(2)
    ]

    assert statuses == [201, 429]


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("limit=0", "limit", "Give at least 1."),
        ("limit=101", "limit", "Give at most 100."),
        ("limit=x", "limit", "Give a whole number."),
        ("limit=" + "9" * 5000, "limit", "This number is too large."),
        ("offset=-1", "offset", "Give at least 0."),
        ("offset=10001", "offset", "Give at most 10000."),
        ("language=xx", "language", "This language is not known here."),
        ("q=" + "x" * 100_000, "q", "Give at most 1000 characters."),
        ("q=%00", "q", "This text holds a character that no text may hold."),
        ("topic=%00", "topic", "This text holds a character that no text may hold."),
        ("knowledge_base=" + "x" * 300, "knowledge_base", "Give at most 255 characters."),
    ],
)
def test_a_wrong_search_is_answered_with_a_sentence(
    client: Client, base: Any, query: str, field: str, sentence: str
) -> None:
    for endpoint in ("search", "suggest"):
        response = client.get(f"/api/v1/{endpoint}?{query}", headers={"accept-language": "en"})

        assert (response.status_code, response.json()["errors"]) == (422, {field: [sentence]})


@pytest.mark.parametrize(
    "query", ['"*?~^[]{}()', "AND OR NOT", "*" * 900, "a:b c:[x TO y]", "🛂 كيف", "<b>%", "' OR 1=1 --"]
)
def test_a_search_made_of_operators_finds_or_finds_nothing(client: Client, base: Any, query: str) -> None:
    FaqPageFactory(parent=base)

    for endpoint in ("search", "suggest"):
        assert client.get(f"/api/v1/{endpoint}", {"q": query}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/api/v1/faqs/999999999999999999999999", "/api/v1/faqs/0", "/api/v1/faqs/-1", "/api/v1/elsewhere"],
)
def test_what_is_not_there_is_said_in_the_same_shape(client: Client, base: Any, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, sorted(response.json())) == (404, ["detail", "errors"])


def test_another_method_is_refused_in_the_same_shape(client: Client, base: Any) -> None:
    response = client.delete("/api/v1/search", headers={"accept-language": "en"})

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json() == {"detail": "This address does not take this method.", "errors": {}}


def test_the_language_of_a_sentence_can_be_asked_for(client: Client, base: Any) -> None:
    english = client.get("/api/v1/faqs/0?language=en", headers={"accept-language": "nl"})
    dutch = client.get("/api/v1/faqs/0", headers={"accept-language": "nl"})

    assert (english["Content-Language"], dutch["Content-Language"]) == ("en", "nl")


def test_the_form_on_the_site_has_the_address_that_the_documentation_names() -> None:
    assert reverse("website:ask") == "/vraag-stellen/"
