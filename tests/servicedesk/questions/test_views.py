"""A question's page and its buttons: for an agent, an editor without the desk, and another office's agent."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.users.models import UserProfile

from servicedesk.questions.actions import assign, close_question, react, remark, sign_off, write_answer
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.drafts import draft_of, fingerprint
from servicedesk.questions.models import Question
from tests.factories import (
    NOW,
    FaqPageFactory,
    HomePageFactory,
    OfficeFactory,
    QuestionFactory,
    TeamFactory,
    UserFactory,
)
from vraagbaak.audiences.choices import GroupName

QUERIES_OF_THE_PAGE = 26
BUTTONS = ["draft", "preview", "insert", "sign_off", "remark", "assign", "take", "close", "reopen"]


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


@pytest.fixture
def colleague(office: Any) -> Any:
    user = UserFactory(group=GroupName.AGENTS, first_name="Omar", last_name="Yilmaz")
    TeamFactory(office=office, members=[user])
    return user


@pytest.fixture
def other_agent(dutch: Any) -> Any:
    """An agent of another office."""
    home = Page.get_first_root_node().add_child(instance=HomePageFactory.build(locale=dutch))
    other = OfficeFactory(
        site=Site.objects.create(hostname="other.localhost", root_page=home), name="Ander kantoor"
    )
    user = UserFactory(group=GroupName.AGENTS)
    TeamFactory(office=other, members=[user])
    return user


@pytest.fixture
def as_agent(client: Client, agent: Any) -> Client:
    UserProfile.objects.create(user=agent, preferred_language="en")
    client.force_login(agent)
    return client


def url(name: str, question: Question) -> str:
    return reverse(f"questions:{name}", args=[question.pk])


def typed(text: str, **more: str) -> dict[str, str]:
    """What the browser sends when the agent typed `text` in an empty draft."""
    return {"answer": text, "seen": fingerprint(""), **more}


def press(client: Client, name: str, question: Question, **fields: str) -> Any:
    return client.post(url(name, question), fields)


def errors_of(response: Any, form: str, field: str) -> list[str]:
    with translation.override("en"):
        return [str(error) for error in response.context[form].errors[field]]


# Rights


def test_agent_sees_question_of_own_office(as_agent: Client, question: Question) -> None:
    response = as_agent.get(url("question", question))

    assert response.status_code == 200
    assert response.context["question"] == question


def test_agent_of_other_office_finds_nothing(client: Client, other_agent: Any, question: Question) -> None:
    client.force_login(other_agent)

    answers = [client.get(url("question", question)).status_code]
    answers += [press(client, name, question).status_code for name in BUTTONS]

    assert answers == [404] * (1 + len(BUTTONS))


def test_editor_without_desk_is_refused(client: Client, editor: Any, question: Question) -> None:
    client.force_login(editor)

    answers = [
        client.get(url("question", question)).status_code,
        client.get(url("promote", question)).status_code,
    ]
    answers += [press(client, name, question).status_code for name in BUTTONS]

    assert answers == [403] * (2 + len(BUTTONS))
    assert client.get(url("question", question)).templates[0].name == "servicedesk/refused.html"


def test_stranger_is_sent_to_the_log_in(client: Client, question: Question) -> None:
    response = client.get(url("question", question))

    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_who_may_only_read_sees_no_buttons_and_presses_none(
    client: Client, agent: Any, question: Question
) -> None:
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename__in=["answer_question", "promote_question"]))
    client.force_login(agent)

    page = client.get(url("question", question))
    response = press(client, "sign_off", question, **typed("Ja."))

    assert page.status_code == 200
    assert b'name="answer"' not in page.content
    assert response.status_code == 403
    question.refresh_from_db()
    assert question.is_open


# The page


def test_page_shows_thread_in_order(as_agent: Client, agent: Any, colleague: Any, question: Question) -> None:
    remark(question=question, text="Ik zoek het uit.", user=colleague, now=NOW.replace(hour=11))
    sign_off(question=question, text="Ja, dat **kan**.", user=agent, now=NOW.replace(hour=12))
    react(question=question, text="Wat kost dat?", now=NOW.replace(hour=13))

    thread = as_agent.get(url("question", question)).context["thread"]

    assert [(entry.kind, entry.text) for entry in thread if entry.kind != "change"] == [
        ("question", question.body),
        ("remark", "Ik zoek het uit."),
        ("answer", "Ja, dat **kan**."),
        ("reaction", "Wat kost dat?"),
    ]


def test_page_tells_who_assigned(as_agent: Client, agent: Any, colleague: Any, question: Question) -> None:
    assign(question=question, user=agent, handler=colleague)

    thread = as_agent.get(url("question", question)).context["thread"]

    assert [entry.text for entry in thread if entry.kind == "change"] == [f"Assigned to {colleague.username}"]


def test_markup_of_the_asker_is_shown_as_text(as_agent: Client, office: Any) -> None:
    question = QuestionFactory(
        office=office, title="<script>alert(1)</script>", body="<img src=x onerror=alert(2)>"
    )

    page = as_agent.get(url("question", question)).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_number_of_queries_does_not_grow_with_the_thread(
    as_agent: Client, agent: Any, colleague: Any, question: Question
) -> None:
    as_agent.get(url("question", question))
    with CaptureQueriesContext(
        connection,
    ) as first:
        as_agent.get(url("question", question))
    for minute in range(30):
        remark(question=question, text="Genoteerd.", user=colleague, now=NOW.replace(minute=minute))
        assign(question=question, user=agent, handler=colleague)
    with CaptureQueriesContext(connection) as later:
        as_agent.get(url("question", question))

    assert len(first) == len(later) == QUERIES_OF_THE_PAGE


# Buttons


def test_draft_is_saved_and_shown_again(as_agent: Client, agent: Any, question: Question) -> None:
    press(as_agent, "draft", question, **typed("Ja, dat kan.\r\n\r\nGroet"))

    draft = draft_of(question)
    assert draft
    assert (draft.text, draft.author) == ("Ja, dat kan.\n\nGroet", agent)
    assert "Ja, dat kan." in as_agent.get(url("question", question)).content.decode()
    assert mail.outbox == []


def test_sign_off_mails_asker_once(
    as_agent: Client, agent: Any, question: Question, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = press(as_agent, "sign_off", question, **typed("Ja, dat kan."))

    question.refresh_from_db()
    assert response.status_code == 302
    assert (question.status, question.handler) == (QuestionStatus.ANSWERED, agent)
    assert [message.to for message in mail.outbox] == [["fatima@post.example"]]


def test_second_sign_off_is_told_who_was_first_and_keeps_the_text(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    sign_off(question=question, text="De eerste.", user=colleague, now=NOW)

    response = press(as_agent, "sign_off", question, **typed("De tweede."))

    page = response.content.decode()
    assert "Omar Yilmaz" in errors_of(response, "draft_form", "answer")[0]
    assert "De tweede." in page
    assert [answer.text for answer in question.answers.all()] == ["De eerste."]


def test_sign_off_of_closed_question_says_so(as_agent: Client, colleague: Any, question: Question) -> None:
    close_question(question=question, user=colleague, now=NOW)

    response = press(as_agent, "sign_off", question, **typed("Te laat."))

    assert errors_of(response, "draft_form", "answer") == [
        "This question was closed in the meantime. Your text was not sent; it still stands here."
    ]
    assert question.answers.count() == 0


def test_two_agents_in_one_draft_lose_nothing(as_agent: Client, colleague: Any, question: Question) -> None:
    write_answer(question=question, text="Van Omar.", user=colleague)

    refused = press(as_agent, "draft", question, **typed("Van mij."))
    kept = draft_of(question)
    press(as_agent, "draft", question, answer="Van mij.", seen=refused.context["draft_form"]["seen"].value())

    assert errors_of(refused, "draft_form", "answer") == [
        "Omar Yilmaz wrote in this draft while you did. Yours stands here and is not saved yet."
    ]
    assert "Van Omar." in refused.content.decode()
    assert kept
    assert kept.text == "Van Omar."
    assert draft_of(question).text == "Van mij."  # type: ignore[union-attr]


def test_remark_is_added_and_typed_answer_stays(as_agent: Client, agent: Any, question: Question) -> None:
    press(as_agent, "remark", question, **typed("Half klaar", remark="Eerst bellen."))

    assert [(each.text, each.author) for each in question.remarks.all()] == [("Eerst bellen.", agent)]
    assert draft_of(question).text == "Half klaar"  # type: ignore[union-attr]


def test_take_makes_agent_the_handler(as_agent: Client, agent: Any, question: Question) -> None:
    press(as_agent, "take", question)

    question.refresh_from_db()
    assert question.handler == agent


def test_assign_sets_team_and_handler(as_agent: Client, colleague: Any, question: Question) -> None:
    team = colleague.teams.get()

    press(as_agent, "assign", question, team=str(team.pk), handler=str(colleague.pk))

    question.refresh_from_db()
    assert (question.team, question.handler) == (team, colleague)


def test_assign_refuses_agent_of_other_office(as_agent: Client, other_agent: Any, question: Question) -> None:
    response = press(as_agent, "assign", question, handler=str(other_agent.pk))

    question.refresh_from_db()
    assert list(response.context["assign_form"].errors) == ["handler"]
    assert question.handler is None


def test_close_and_reopen(as_agent: Client, question: Question) -> None:
    press(as_agent, "close", question)
    closed = Question.objects.get(pk=question.pk).status
    press(as_agent, "reopen", question)

    assert closed == QuestionStatus.CLOSED
    assert Question.objects.get(pk=question.pk).status == QuestionStatus.OPEN


def test_preview_is_safe_markdown(as_agent: Client, question: Question) -> None:
    text = "**Ja** <script>alert(1)</script> [klik](javascript:alert(2))"

    page = press(as_agent, "preview", question, **typed(text))
    fragment = as_agent.post(
        url("preview", question), typed(text), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert "<strong>Ja</strong>" in page.context["preview"]
    assert "script" not in fragment.content.decode()
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page.content.decode()
    assert draft_of(question) is None


@pytest.mark.parametrize("button", ["draft", "sign_off", "remark", "preview"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 100_000, "This text has 100000 characters; at most 50000 fit."),
        ("nul\0byte", "Null characters are not allowed."),
    ],
)
def test_impossible_answer_is_refused_and_kept(
    as_agent: Client, question: Question, button: str, text: str, sentence: str
) -> None:
    response = press(as_agent, button, question, **typed(text, remark="Hoi"))

    assert list(response.context["draft_form"].errors) == ["answer"]
    assert sentence in response.content.decode()
    assert text in response.content.decode()
    assert (question.answers.count(), question.remarks.count()) == (0, 0)


@pytest.mark.parametrize(
    ("button", "form", "field", "sentence"),
    [
        ("sign_off", "draft_form", "answer", "Write an answer before you sign off."),
        ("remark", "remark_form", "remark", "Write a remark first."),
    ],
)
def test_empty_text_is_refused(
    as_agent: Client, question: Question, button: str, form: str, field: str, sentence: str
) -> None:
    response = press(as_agent, button, question, **typed("  ", remark="  "))

    assert errors_of(response, form, field) == [sentence]


def test_sign_off_keeps_the_search(as_agent: Client, question: Question) -> None:
    response = press(as_agent, "draft", question, q="bezorgen & ophalen")

    assert response.url == url("question", question) + "?q=bezorgen+%26+ophalen"


# Beside it


def test_pages_and_earlier_answers_stand_beside(
    as_agent: Client, agent: Any, base: Any, question: Question, office: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Kan een paspoort worden bezorgd?")
    earlier = QuestionFactory(office=office, title="Paspoort bezorgen op zaterdag?")
    answer = sign_off(question=earlier, text="Op zaterdag niet.", user=agent, now=NOW)

    beside = as_agent.get(url("question", question)).context["beside"]

    assert [card.page for card in beside.faqs] == [page]
    assert [card.answer for card in beside.answers] == [answer]


def test_search_beside_covers_both(
    as_agent: Client, agent: Any, base: Any, question: Question, office: Any
) -> None:
    page = FaqPageFactory(parent=base, title="Waar is de milieustraat?")
    earlier = QuestionFactory(office=office, title="Is de milieustraat open?")
    answer = sign_off(question=earlier, text="Ja.", user=agent, now=NOW)

    beside = as_agent.get(url("beside", question), {"q": "milieustraat"}).context["beside"]

    assert [card.page for card in beside.faqs] == [page]
    assert [card.answer for card in beside.answers] == [answer]


def test_answers_of_other_office_stay_there(as_agent: Client, other_agent: Any, question: Question) -> None:
    theirs = QuestionFactory(office=other_agent.teams.get().office, title=question.title)
    answer = sign_off(question=theirs, text="Van een ander kantoor.", user=other_agent, now=NOW)

    beside = as_agent.get(url("question", question)).context["beside"]
    response = press(as_agent, "insert", question, **typed("", source=f"answer-{answer.pk}"))

    assert beside.answers == []
    assert draft_of(question) is None
    assert "Van een ander kantoor." not in response.content.decode()


def test_inserted_page_is_added_with_its_address(as_agent: Client, base: Any, question: Question) -> None:
    page = FaqPageFactory(parent=base, title="Bezorgen [paspoort]?", answer="<p>Ja, dat <b>kan</b>.</p>")

    press(as_agent, "insert", question, **typed("Beste Fatima,", source=f"faq-{page.pk}"))

    text = draft_of(question).text  # type: ignore[union-attr]
    assert text.startswith("Beste Fatima,\n\nJa, dat **kan**.\n\n")
    assert text.endswith(f"[Bezorgen \\[paspoort\\]?]({page.full_url})")


def test_script_gets_the_passage_alone(as_agent: Client, base: Any, question: Question) -> None:
    page = FaqPageFactory(parent=base, answer="<p>Ja.</p>")

    response = as_agent.post(
        url("insert", question), {"source": f"faq-{page.pk}"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("Ja.\n\n")
    assert draft_of(question) is None


def test_earlier_answer_is_inserted_without_personal_data(
    as_agent: Client, agent: Any, office: Any, question: Question
) -> None:
    earlier = QuestionFactory(office=office, asker__name="Piet Visser")
    text = "Beste Piet Visser, wij bellen u op 06-12345678."
    answer = sign_off(question=earlier, text=text, user=agent, now=NOW)

    press(as_agent, "insert", question, **typed("", source=f"answer-{answer.pk}"))

    assert draft_of(question).text == "Beste […], wij bellen u op […]."  # type: ignore[union-attr]


def test_page_that_asker_may_not_see_is_not_inserted(
    as_agent: Client, agents_base: Any, question: Question
) -> None:
    page = FaqPageFactory(parent=agents_base, title=question.title, answer="<p>Alleen intern.</p>")

    beside = as_agent.get(url("question", question)).context["beside"]
    response = press(as_agent, "insert", question, **typed("Mijn tekst", source=f"faq-{page.pk}"))

    assert [(card.page, card.may_be_inserted) for card in beside.faqs] == [(page, False)]
    assert "Mijn tekst" in response.content.decode()
    assert draft_of(question) is None


@pytest.mark.parametrize("chair", ["portal_user", "agent"])
def test_address_of_somebody_who_may_see_more_opens_nothing_since_anyone_can_type_it(
    as_agent: Client, portal_base: Any, chair: str, office: Any, request: pytest.FixtureRequest
) -> None:
    page = FaqPageFactory(parent=portal_base, answer="<p>Voor leden.</p>")
    question = QuestionFactory(office=office, asker__email=request.getfixturevalue(chair).email)

    press(as_agent, "insert", question, **typed("", source=f"faq-{page.pk}"))

    assert draft_of(question) is None


@pytest.mark.parametrize(
    "source", ["", "faq-", "faq-0", "faq-9999999999999999999999", "page-1", "faq-1;drop", "\0"]
)
def test_unknown_source_is_refused(as_agent: Client, question: Question, source: str) -> None:
    response = press(as_agent, "insert", question, **typed("Mijn tekst", source=source))

    assert response.status_code == 200
    assert "Mijn tekst" in response.content.decode()
    assert draft_of(question) is None
