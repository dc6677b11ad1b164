"""Standard texts: kept by managers, read and put in answers by agents of the office."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from servicedesk.desk.standard_texts.models import StandardText
from servicedesk.questions.drafts import draft_of
from servicedesk.questions.models import Question
from tests.factories import QuestionFactory
from tests.servicedesk.pressing import errors_of, press, press_by_script, typed, url


@pytest.fixture
def text(office: Any) -> StandardText:
    return StandardText.objects.create(
        office=office, name="Ontvangst", language="nl", text="Beste {asker}, dank voor uw vraag."
    )


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office)


@pytest.fixture
def as_manager(client: Client, manager: Any) -> Client:
    UserProfile.objects.create(user=manager, preferred_language="en")
    client.force_login(manager)
    return client


def let_write(user: Any) -> Any:
    user.user_permissions.add(*Permission.objects.filter(codename__endswith="_standardtext"))
    return user


@pytest.fixture
def writer_here(agent: Any) -> Any:
    """An agent of the office who may write texts, without managing the desk."""
    return let_write(agent)


@pytest.fixture
def writer_elsewhere(other_agent: Any) -> Any:
    return let_write(other_agent)


def add(client: Client, office: Any, **fields: str) -> Any:
    given = {"office": str(office.pk), "name": "Groet", "language": "nl", "text": "Dag {asker}", **fields}
    return client.post(reverse("standard_texts:add"), given)


# Keeping them


def test_manager_adds_one(as_manager: Client, office: Any) -> None:
    response = add(as_manager, office)

    assert response.status_code == 302
    assert StandardText.objects.values_list("name", "text").get() == ("Groet", "Dag {asker}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Dag {naam}",
            "There is no variable {naam}. You can use {asker}, {question}, {agent}, {office}, {due}.",
        ),
        ("x" * 60_000, "This text has 60000 characters; at most 50000 fit."),
        ("nul\0byte", "Null characters are not allowed."),
        ("", "This field is required."),
    ],
)
def test_impossible_text_is_refused_and_kept(
    as_manager: Client, office: Any, text: str, sentence: str
) -> None:
    response = add(as_manager, office, text=text)

    assert errors_of(response, "form", "text") == [sentence]
    assert response.context["form"]["text"].value() == text
    assert not StandardText.objects.exists()


def test_agent_reads_but_does_not_change(as_agent: Client, text: StandardText, office: Any) -> None:
    listed = as_agent.get(reverse("standard_texts:index"))
    read = as_agent.get(reverse("standard_texts:inspect", args=[text.pk]))
    changed = as_agent.post(reverse("standard_texts:edit", args=[text.pk]), {"name": "Anders"})

    assert list(listed.context["object_list"]) == [text]
    assert "Beste {asker}" in read.content.decode()
    assert changed.status_code == 302
    assert add(as_agent, office).status_code == 302
    assert list(StandardText.objects.values_list("name", flat=True)) == ["Ontvangst"]


def test_agent_of_another_office_does_not_see_it(
    client: Client, other_agent: Any, text: StandardText
) -> None:
    client.force_login(other_agent)

    assert list(client.get(reverse("standard_texts:index")).context["object_list"]) == []
    assert client.get(reverse("standard_texts:inspect", args=[text.pk])).status_code == 404


@pytest.mark.parametrize(
    ("chair", "found"), [("writer_here", 200), ("writer_elsewhere", 404), ("manager", 200)]
)
def test_who_may_write_texts_does_so_for_the_own_office(
    client: Client, request: pytest.FixtureRequest, text: StandardText, chair: str, found: int
) -> None:
    client.force_login(request.getfixturevalue(chair))

    names = ["edit", "delete", "copy", "history", "usage", "inspect"]
    opened = [client.get(reverse(f"standard_texts:{name}", args=[text.pk])).status_code for name in names]
    client.post(reverse("standard_texts:delete", args=[text.pk]))

    assert opened == [found] * len(names)
    assert StandardText.objects.exists() == (found == 404)


def test_text_cannot_be_given_to_another_office(
    client: Client, writer_here: Any, office: Any, other_office: Any
) -> None:
    client.force_login(writer_here)

    refused = add(client, other_office)
    taken = add(client, office)

    assert list(refused.context["form"].errors) == ["office"]
    assert taken.status_code == 302
    assert [text.office for text in StandardText.objects.all()] == [office]


# Putting one in an answer


def test_it_is_added_to_the_draft_filled_in(as_agent: Client, question: Question, text: StandardText) -> None:
    press(as_agent, "insert_text", question, **typed("Eerst dit.", standard_text=str(text.pk)))

    assert draft_of(question).text == (  # type: ignore[union-attr]
        "Eerst dit.\n\nBeste Fatima de Vries, dank voor uw vraag."
    )


def test_script_gets_it_filled_in(as_agent: Client, question: Question, text: StandardText) -> None:
    response = press_by_script(as_agent, "insert_text", question, standard_text=str(text.pk))

    assert response.json()["text"] == "Beste Fatima de Vries, dank voor uw vraag."
    assert draft_of(question) is None


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        *((number, "This standard text is no longer there.") for number in ("", "0", "x", "9" * 30)),
        ("\0", "Null characters are not allowed."),
    ],
)
def test_unknown_text_is_refused_and_what_was_typed_stays(
    as_agent: Client, question: Question, number: str, sentence: str
) -> None:
    response = press(as_agent, "insert_text", question, **typed("Mijn tekst", standard_text=number))

    assert sentence in response.content.decode()
    assert "Mijn tekst" in response.content.decode()


def test_text_of_another_office_is_not_offered(
    as_agent: Client, question: Question, other_office: Any, text: StandardText
) -> None:
    theirs = StandardText.objects.create(office=other_office, name="Van hen", text="Dag")

    offered = as_agent.get(url("question", question)).context["standard_texts"]
    response = press_by_script(as_agent, "insert_text", question, standard_text=str(theirs.pk))

    assert offered == [text]
    assert response.status_code == 404


def test_those_in_the_language_of_the_question_come_first(
    as_agent: Client, office: Any, text: StandardText
) -> None:
    english = StandardText.objects.create(office=office, name="Receipt", language="en", text="Dear {asker}")
    offered = {
        language: as_agent.get(url("question", QuestionFactory(office=office, language=language))).context[
            "standard_texts"
        ]
        for language in ("nl", "en")
    }

    assert offered == {"nl": [text, english], "en": [english, text]}
