"""Putting FAQ pages and earlier answers in an answer: as link, as text or as both; and which sources were used."""

from typing import Any

import pytest
from django.test import Client

from servicedesk.lifecycle.answering import sign_off
from servicedesk.questions.choices import KnowledgeHeld
from servicedesk.questions.drafts import draft_of, fingerprint
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.sources.actions import note_source
from servicedesk.questions.sources.models import InsertedAs, UsedSource
from tests.factories import NOW, FaqPageFactory, QuestionFactory
from tests.servicedesk.pressing import press, press_by_script, typed, url


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


@pytest.fixture
def faq(base: Any) -> Any:
    return FaqPageFactory(parent=base, title="Bezorgen [paspoort]?", answer="<p>Ja, dat <b>kan</b>.</p>")


@pytest.fixture
def earlier(agent: Any, office: Any) -> Answer:
    asked = QuestionFactory(
        office=office, asker__name="Piet Visser", title="Vraagt Piet Visser hoe het moet?"
    )
    text = "Beste Piet Visser, wij bellen u op 06-12345678."
    return sign_off(question=asked, text=text, user=agent, now=NOW)


def text_of(question: Question) -> str:
    draft = draft_of(question)
    return draft.text if draft else ""


def sources_of(question: Question) -> list[tuple[str, str]]:
    return [(each.title, each.inserted_as) for each in UsedSource.objects.filter(answer__question=question)]


@pytest.fixture
def of_members(portal_base: Any, office: Any, agent: Any) -> Answer:
    """An earlier answer that was made from a page for members."""
    return made_from(FaqPageFactory(parent=portal_base, title="Ledenkorting"), office=office, agent=agent)


def made_from(source: Any, *, office: Any, agent: Any, title: str = "Wat kost het voor leden?") -> Answer:
    asked = QuestionFactory(office=office, title=title)
    note_source(question=asked, source=source, title="Bron", inserted_as=InsertedAs.TEXT, user=agent, now=NOW)
    return sign_off(question=asked, text="Leden betalen niets.", user=agent, now=NOW)


# Inserting


@pytest.mark.parametrize(
    ("inserted_as", "passage"),
    [
        ("link", "[Bezorgen \\[paspoort\\]?]({url})"),
        ("text", "Ja, dat **kan**."),
        ("both", "Ja, dat **kan**.\n\nBron: [Bezorgen \\[paspoort\\]?]({url})"),
    ],
)
def test_page_is_added_as_asked_and_noted(
    as_agent: Client, question: Question, faq: Any, inserted_as: str, passage: str
) -> None:
    press(as_agent, "insert", question, **typed("Beste Fatima,", source=f"{inserted_as}:faq-{faq.pk}"))

    assert text_of(question).replace("Source:", "Bron:") == "Beste Fatima,\n\n" + passage.format(
        url=faq.full_url
    )
    assert sources_of(question) == [("Bezorgen [paspoort]?", inserted_as)]


@pytest.mark.parametrize("steps_back", [0, 1, 2])
def test_answer_made_from_a_page_for_members_is_not_for_who_is_none(
    as_agent: Client, agent: Any, office: Any, question: Question, of_members: Answer, steps_back: int
) -> None:
    answer = of_members
    for _step in range(steps_back):
        answer = made_from(answer, office=office, agent=agent)

    response = press_by_script(as_agent, "insert", question, **typed("", source=f"text:answer-{answer.pk}"))

    assert response.status_code == 404
    assert "Leden betalen niets." not in response.content.decode()
    assert sources_of(question) == []


def test_answer_made_from_a_page_for_members_is_for_a_member(
    as_agent: Client, office: Any, portal_user: Any, of_members: Answer
) -> None:
    member = QuestionFactory(office=office, portal_user=portal_user, asker__email=portal_user.email)

    response = press_by_script(as_agent, "insert", member, **typed("", source=f"text:answer-{of_members.pk}"))

    assert response.json()["text"] == "Leden betalen niets."


def test_script_gets_the_passage_and_the_sources_and_writes_nothing_in_the_draft(
    as_agent: Client, question: Question, faq: Any
) -> None:
    response = press_by_script(as_agent, "insert", question, **typed("Beste", source=f"text:faq-{faq.pk}"))

    told = response.json()
    assert told["text"] == "Ja, dat **kan**."
    assert "Bezorgen [paspoort]?" in told["sources"]
    assert text_of(question) == ""
    assert sources_of(question) == [("Bezorgen [paspoort]?", "text")]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [("text", "link", "both"), ("link", "text", "both"), ("text", "text", "text"), ("both", "link", "both")],
)
def test_the_same_source_counts_once(
    as_agent: Client, question: Question, faq: Any, first: str, second: str, together: str
) -> None:
    for inserted_as in (first, second):
        press_by_script(as_agent, "insert", question, source=f"{inserted_as}:faq-{faq.pk}")

    assert sources_of(question) == [("Bezorgen [paspoort]?", together)]


def test_earlier_answer_is_inserted_and_noted_without_personal_data(
    as_agent: Client, question: Question, earlier: Answer
) -> None:
    press(as_agent, "insert", question, **typed("", source=f"text:answer-{earlier.pk}"))

    assert text_of(question) == "Beste […], wij bellen u op […]."
    assert sources_of(question) == [("Vraagt […] hoe het moet?", "text")]
    assert UsedSource.objects.get().earlier_answer == earlier


@pytest.mark.parametrize("inserted_as", ["link", "both"])
def test_earlier_answer_has_no_address_to_send_an_asker_to(
    as_agent: Client, question: Question, earlier: Answer, inserted_as: str
) -> None:
    press(as_agent, "insert", question, **typed("", source=f"{inserted_as}:answer-{earlier.pk}"))

    assert text_of(question) == ""
    assert sources_of(question) == []


def test_page_that_asker_may_not_see_is_not_inserted(
    as_agent: Client, agents_base: Any, question: Question
) -> None:
    page = FaqPageFactory(parent=agents_base, title=question.title, answer="<p>Alleen intern.</p>")

    found = as_agent.get(url("question", question)).context["suggestions"]
    answers = [
        press(as_agent, "insert", question, **typed("Mijn tekst", source=f"{inserted_as}:faq-{page.pk}"))
        for inserted_as in InsertedAs
    ]

    assert [(card.page, card.may_be_inserted) for card in found.faqs] == [(page, False)]
    assert all("Mijn tekst" in response.content.decode() for response in answers)
    assert draft_of(question) is None


@pytest.mark.parametrize("chair", ["portal_user", "agent"])
def test_address_of_somebody_who_may_see_more_opens_nothing_since_anyone_can_type_it(
    as_agent: Client, portal_base: Any, chair: str, office: Any, request: pytest.FixtureRequest
) -> None:
    page = FaqPageFactory(parent=portal_base, answer="<p>Voor leden.</p>")
    question = QuestionFactory(office=office, asker__email=request.getfixturevalue(chair).email)

    press(as_agent, "insert", question, **typed("", source=f"both:faq-{page.pk}"))

    assert draft_of(question) is None


def test_answer_of_other_office_is_not_inserted(
    as_agent: Client, other_agent: Any, other_office: Any, question: Question
) -> None:
    theirs = QuestionFactory(office=other_office, title=question.title)
    answer = sign_off(question=theirs, text="Van een ander kantoor.", user=other_agent, now=NOW)

    response = press(as_agent, "insert", question, **typed("", source=f"text:answer-{answer.pk}"))

    assert draft_of(question) is None
    assert "Van een ander kantoor." not in response.content.decode()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "faq-",
        "text:faq-0",
        "text:faq-9999999999999999999999",
        "text:page-1",
        "both:faq-1;drop",
        "all:faq-1",
        "\0",
    ],
)
def test_unknown_source_is_refused(as_agent: Client, question: Question, source: str) -> None:
    response = press(as_agent, "insert", question, **typed("Mijn tekst", source=source))

    assert response.status_code == 200
    assert "Mijn tekst" in response.content.decode()
    assert draft_of(question) is None


def test_nothing_is_inserted_when_somebody_signed_off_meanwhile(
    as_agent: Client, colleague: Any, question: Question, faq: Any
) -> None:
    sign_off(question=question, text="De eerste.", user=colleague, now=NOW)

    response = press_by_script(as_agent, "insert", question, source=f"text:faq-{faq.pk}")

    assert (response.status_code, response.content.decode()[:11]) == (404, "Omar Yilmaz")
    assert sources_of(question) == []


# Taking off the list


def test_source_is_taken_off_the_list(as_agent: Client, question: Question, faq: Any) -> None:
    press(as_agent, "insert", question, **typed("", source=f"text:faq-{faq.pk}"))
    press(as_agent, "remove_source", question, used_source=str(UsedSource.objects.get().pk))

    assert sources_of(question) == []
    assert text_of(question) == "Ja, dat **kan**."


def test_source_of_a_given_answer_stays(as_agent: Client, agent: Any, question: Question, faq: Any) -> None:
    press_by_script(as_agent, "insert", question, source=f"text:faq-{faq.pk}")
    sign_off(question=question, text="Ja.", user=agent, now=NOW)

    press(as_agent, "remove_source", question, used_source=str(UsedSource.objects.get().pk))

    assert sources_of(question) == [("Bezorgen [paspoort]?", "text")]


@pytest.mark.parametrize("number", ["", "0", "x", "999999999999999999999", "\0"])
def test_impossible_source_is_taken_off_no_list(as_agent: Client, question: Question, number: str) -> None:
    assert press(as_agent, "remove_source", question, **typed("Tekst", used_source=number)).status_code == 200
    assert press_by_script(as_agent, "remove_source", question, used_source=number).status_code == 200


# Signing off


@pytest.mark.parametrize(
    ("used", "proposed"),
    [
        ([], KnowledgeHeld.NO),
        (["faq"], KnowledgeHeld.YES),
        (["answer"], KnowledgeHeld.NO),
        (["faq", "answer"], KnowledgeHeld.PARTLY),
    ],
)
def test_the_sources_propose_what_the_knowledge_base_had(
    as_agent: Client, question: Question, faq: Any, earlier: Answer, used: list[str], proposed: KnowledgeHeld
) -> None:
    keys = {"faq": faq.pk, "answer": earlier.pk}
    for kind in used:
        press_by_script(as_agent, "insert", question, source=f"text:{kind}-{keys[kind]}")

    buttons = as_agent.get(url("question", question)).context["sign_off_buttons"]

    assert [button.held for button in buttons if button.is_proposed] == [proposed]


def test_sources_of_a_given_answer_stand_in_the_thread(
    as_agent: Client, question: Question, faq: Any
) -> None:
    press(as_agent, "insert", question, **typed("", source=f"both:faq-{faq.pk}"))
    press(
        as_agent,
        "sign_off",
        question,
        answer="Ja.",
        seen=fingerprint(text_of(question)),
        knowledge_held="partly",
    )
    faq.delete()

    entry = next(
        entry for entry in as_agent.get(url("question", question)).context["thread"] if entry.kind == "answer"
    )

    assert [(source.title, source.page) for source in entry.answer.sources.all()] == [
        ("Bezorgen [paspoort]?", None)
    ]
    assert entry.answer.knowledge_held == KnowledgeHeld.PARTLY
