"""A question's page and its buttons: for an agent, an editor without the desk, and another office's agent."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from servicedesk.desk.forms import DraftForm
from servicedesk.lifecycle.answering import sign_off, write_answer
from servicedesk.lifecycle.closing import close_question, react
from servicedesk.lifecycle.handling import assign, remark
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.drafts import draft_of, fingerprint
from servicedesk.questions.models import Question
from tests.factories import NOW, QuestionFactory
from tests.servicedesk.pressing import errors_of, press, press_by_script, typed, url

QUERIES_OF_THE_PAGE = 31
BUTTONS = ["draft", "preview", "sign_off", "remark", "assign", "take", "close", "reopen"]
RIGHTS_OF = ["servicedesk", "wagtailadmin"]


@pytest.fixture
def question(office: Any) -> Question:
    return QuestionFactory(office=office, title="Kan ik mijn paspoort laten bezorgen?")


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


@pytest.mark.parametrize("right", ["answer_question", "promote_question"])
def test_right_to_act_without_the_right_to_look_is_refused(
    client: Client, agent: Any, question: Question, right: str
) -> None:
    agent.groups.clear()
    agent.user_permissions.add(
        *Permission.objects.filter(
            codename__in=[right, "access_admin"], content_type__app_label__in=RIGHTS_OF
        )
    )
    client.force_login(agent)

    answers = [client.get(url(name, question)).status_code for name in ("question", "promote", "beside")]
    answers += [press(client, name, question, **typed("Ja.")).status_code for name in BUTTONS]

    assert answers == [403] * (3 + len(BUTTONS))


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
    chosen = refused.context["draft_form"].stored_mark
    press(as_agent, "draft", question, **typed("Van mij.", over=chosen))

    assert errors_of(refused, "draft_form", "answer") == [
        "Omar Yilmaz wrote in this draft while you did. Yours stands here and is not saved yet."
    ]
    assert "Van Omar." in refused.content.decode()
    assert kept
    assert kept.text == "Van Omar."
    assert draft_of(question).text == "Van mij."  # type: ignore[union-attr]


@pytest.mark.parametrize("button", ["draft", "sign_off", "remark", "take", "close"])
def test_no_button_writes_over_a_colleague_who_was_not_chosen_over(
    as_agent: Client, colleague: Any, question: Question, button: str
) -> None:
    write_answer(question=question, text="Van Omar.", user=colleague)

    for _time in range(2):
        page = press(as_agent, button, question, **typed("Van mij.", remark="Eerst bellen."))
        fields = {name: page.context["draft_form"][name].value() for name in ("answer", "seen")}

    assert fields == {"answer": "Van mij.", "seen": fingerprint("")}
    assert draft_of(question).text == "Van Omar."  # type: ignore[union-attr]
    assert question.remarks.count() == 0


def test_text_that_both_began_with_is_kept_when_the_agent_chooses_so(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    write_answer(question=question, text="Van Omar.", user=colleague)
    marks = {"seen": fingerprint("Het begin."), "over": fingerprint("Van Omar.")}

    press(as_agent, "draft", question, answer="Het begin.", **marks)

    assert draft_of(question).text == "Het begin."  # type: ignore[union-attr]


def test_text_of_a_colleague_is_taken_without_script(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    write_answer(question=question, text="Van Omar.", user=colleague)

    response = press(as_agent, "draft", question, **typed("Van mij.", instead=fingerprint("Van Omar.")))

    page = as_agent.get(response.url)
    assert page.context["draft_form"]["answer"].value() == "Van Omar."
    assert draft_of(question).text == "Van Omar."  # type: ignore[union-attr]


def test_sign_off_in_an_old_page_is_refused_once_when_more_was_said(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    sign_off(question=question, text="De eerste.", user=colleague, now=NOW)
    react(question=question, text="Wat kost dat?", now=NOW.replace(hour=11))

    refused = press(as_agent, "sign_off", question, **typed("De tweede."))
    form = refused.context["draft_form"]
    still_one = question.answers.count()
    press(as_agent, "sign_off", question, **typed("De tweede.", said=form["said"].value()))

    assert errors_of(refused, "draft_form", "answer") == [
        "More was said since you opened this page; read it above. Your text was not sent; it still stands here. "
        "Is it still right? Then sign off again."
    ]
    assert form["answer"].value() == "De tweede."
    assert "Wat kost dat?" in [entry.text for entry in refused.context["thread"]]
    assert still_one == 1
    assert [answer.text for answer in question.answers.all()] == ["De eerste.", "De tweede."]


def test_page_knows_what_was_said_when_it_was_shown(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    sign_off(question=question, text="De eerste.", user=colleague, now=NOW)
    react(question=question, text="Wat kost dat?", now=NOW.replace(hour=11))
    said = as_agent.get(url("question", question)).context["draft_form"]["said"].value()

    press(as_agent, "sign_off", question, **typed("De tweede.", said=said))

    assert question.answers.count() == 2


@pytest.mark.parametrize("button", ["draft", "sign_off", "remark", "preview", "take"])
def test_impossible_marks_are_no_error(as_agent: Client, question: Question, button: str) -> None:
    marks = dict.fromkeys(["seen", "over", "said"], "\0")

    response = press(as_agent, button, question, answer="Ja.", remark="Hoi", **marks)

    assert response.status_code == 200
    assert question.answers.count() == 0


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


def test_colleague_who_read_the_same_draft_does_not_sign_off_over_it(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    write_answer(question=question, text="Van Omar, en beter.", user=colleague)

    response = press(as_agent, "sign_off", question, answer="Van mij.", seen=fingerprint("Van mij."))

    question.refresh_from_db()
    assert question.is_open
    assert response.context["draft_form"].overtaken_by.text == "Van Omar, en beter."
    assert draft_of(question).text == "Van Omar, en beter."  # type: ignore[union-attr]


@pytest.mark.parametrize("held", ["yes", "partly", "no", ""])
def test_sign_off_tells_whether_the_knowledge_base_had_it(
    as_agent: Client, question: Question, held: str
) -> None:
    press(as_agent, "sign_off", question, **typed("Ja.", knowledge_held=held))

    assert question.answers.get().knowledge_held == held


def test_sign_off_with_an_impossible_choice_sends_nothing(as_agent: Client, question: Question) -> None:
    response = press(as_agent, "sign_off", question, **typed("Ja.", knowledge_held="maybe"))

    question.refresh_from_db()
    assert question.is_open
    assert "maybe is not one of the available choices" in response.content.decode()


# Saving while one types


def test_draft_is_saved_while_typing(as_agent: Client, agent: Any, question: Question) -> None:
    response = press_by_script(as_agent, "draft", question, **typed("Half"))
    told = response.json()
    again = press_by_script(as_agent, "draft", question, answer="Half klaar", seen=told["seen"])

    draft = draft_of(question)
    assert draft
    assert (draft.text, draft.author) == ("Half klaar", agent)
    assert told["message"].startswith("Saved at ")
    assert again.json()["seen"] == fingerprint("Half klaar")


def test_saving_while_typing_never_overwrites_a_colleague(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    write_answer(question=question, text="Van Omar.", user=colleague)

    response = press_by_script(as_agent, "draft", question, **typed("Van mij."))

    told = response.json()
    assert told["is_saved"] is False
    assert told["message"].startswith("Omar Yilmaz wrote in this draft while you did.")
    assert "Van Omar." in told["panel"]
    assert draft_of(question).text == "Van Omar."  # type: ignore[union-attr]


def test_saving_while_typing_after_the_sign_off_says_so(
    as_agent: Client, colleague: Any, question: Question
) -> None:
    sign_off(question=question, text="De eerste.", user=colleague, now=NOW)

    response = press_by_script(as_agent, "draft", question, **typed("Nog bezig"))

    assert response.json()["is_saved"] is False
    assert response.json()["message"].startswith("Omar Yilmaz signed off an answer")
    assert draft_of(question) is None


def test_colleague_in_the_same_moment_is_not_overwritten(
    agent: Any, colleague: Any, question: Question
) -> None:
    form = DraftForm(typed("Van mij."), question=question, user=agent)
    assert form.is_valid()
    write_answer(question=question, text="Van Omar.", user=colleague)

    assert form.keep() is False
    assert form.overtaken_by
    assert form.overtaken_by.text == "Van Omar."
    assert draft_of(question).text == "Van Omar."  # type: ignore[union-attr]


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
