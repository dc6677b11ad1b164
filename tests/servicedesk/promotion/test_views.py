"""From an answered question to a draft page (rule 14), in the admin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, react, reopen
from servicedesk.questions.choices import QuestionStatus
from servicedesk.questions.models import Question
from servicedesk.triage.actions import promote_questions, skip_questions
from servicedesk.triage.choices import SkipReason, TriageOutcome
from servicedesk.triage.models import Triage, TriageGroup
from tests.factories import (
    NOW,
    FaqPageFactory,
    PartyFactory,
    QuestionFactory,
    TeamFactory,
    TopicFactory,
    UserFactory,
)
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.faqs.models import FaqPage

QUERIES = 41
Fields = dict[str, Any]


def address(question: Question) -> str:
    return reverse("questions:promote", args=[question.pk])


def promote(client: Client, question: Question, fields: Fields) -> Any:
    return client.post(address(question), fields)


def draft_of(question: Question) -> FaqPage:
    page = Question.objects.get(pk=question.pk).promoted_page
    return page.get_latest_revision_as_object()  # type: ignore[union-attr, no-any-return]


def grouped(question: Question, title: str, **changes: Any) -> Question:
    """Another question that asks the same and waits too."""
    office = changes.pop("office", question.office)
    other = QuestionFactory(
        office=office, asker=PartyFactory(office=office, name="Piet Jansen"), title=title, **changes
    )
    group = Triage.objects.get(question=question).group or TriageGroup.objects.create(
        office=office, made_at=NOW
    )
    close_question(question=other, user=None, now=NOW)
    Triage.objects.filter(question__in=[question, other]).update(group=group)
    return other


def test_proposal_holds_no_personal_data(as_agent: Client, question: Question, base: Any) -> None:
    form = as_agent.get(address(question)).context["form"]

    assert [form[name].value() for name in ("question", "answer", "alternatives", "knowledge_base")] == [
        "Kan […1] haar paspoort laten bezorgen?",
        "Beste […1],\n\nJa. Bel […2].",
        "Kan […1] haar paspoort laten bezorgen?",
        base.pk,
    ]


def test_what_was_taken_out_is_shown_as_marked(as_agent: Client, question: Question) -> None:
    form = as_agent.get(address(question)).context["form"]
    page = as_agent.get(address(question)).content.decode()

    assert [(each.number, each.kind, each.text) for each in form.marked["answer"].removals] == [
        (1, "name", "Fatima de Vries"),
        (2, "telephone", "06-12345678"),
    ]
    assert '<span class="promotion-mark__kind">2 telephone number</span> 06-12345678</mark>' in page
    assert 'data-marker="[…2]" data-original="06-12345678"' in page


def test_piece_is_put_back_without_a_script(as_agent: Client, question: Question, filled_in: Fields) -> None:
    sent = {**filled_in, "answer": "Mijn tekst, bel […2].", "answer_back": ["2"], "apply": "answer"}
    form = promote(as_agent, question, sent).context["form"]

    assert (form["answer"].value(), form["answer_was"].value(), form.is_bound) == (
        "Mijn tekst, bel 06-12345678.",
        "2",
        False,
    )
    assert form["tags"].value() == "paspoort, bezorgen"
    assert FaqPage.objects.count() == 0


def test_piece_is_taken_out_again(as_agent: Client, question: Question, filled_in: Fields) -> None:
    sent = {**filled_in, "answer": "Bel 06-12345678.", "answer_was": "2", "apply": "answer"}
    form = promote(as_agent, question, sent).context["form"]

    assert form["answer"].value() == "Bel […2]."


def test_piece_that_was_chosen_but_not_applied_is_put_back_on_the_page(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    promote(as_agent, question, {**filled_in, "answer": "Bel […2], […1].", "answer_back": ["2"]})

    assert draft_of(question).answer[0].value == "Bel 06-12345678, […]."


@pytest.mark.parametrize("back", ["99", "x", "1\0"])
def test_piece_that_does_not_exist_is_refused(
    as_agent: Client, question: Question, filled_in: Fields, back: str
) -> None:
    response = promote(as_agent, question, {**filled_in, "answer_back": [back]})

    assert list(response.context["form"].errors) == ["answer_back"]
    assert (
        promote(as_agent, question, {**filled_in, "answer_back": [back], "apply": "answer"}).status_code
        == 200
    )


def test_likely_duplicates_are_shown_with_the_difference(
    as_agent: Client, question: Question, base: Any
) -> None:
    faq = FaqPageFactory(parent=base, title="Kan een paspoort bezorgd worden?", answer="<p>Nee.</p>")

    duplicates = as_agent.get(address(question)).context["duplicates"]

    assert [each.page for each in duplicates] == [faq]
    assert [(each.text, each.only_in) for each in duplicates[0].answer] == [
        ("Nee.", "first"),
        ("Beste […1],\n\nJa. Bel […2].", "second"),
    ]


def test_draft_of_a_question_like_it_is_shown_as_such_and_can_be_linked(
    as_agent: Client, question: Question, base: Any, filled_in: Fields
) -> None:
    like_it = QuestionFactory(office=question.office, title="Kan mijn paspoort bezorgd worden?")
    close_question(question=like_it, user=None, now=NOW)
    promote(as_agent, like_it, {**filled_in, "question": "Kan iemand mijn paspoort laten bezorgen?"})
    draft = draft_of(like_it)

    shown = as_agent.get(address(question))
    promote(as_agent, question, {**filled_in, "link": draft.pk})

    assert [(each.page, each.page.live) for each in shown.context["duplicates"]] == [(draft, False)]
    assert "<strong>draft</strong>" in shown.content.decode()
    assert Question.objects.get(pk=question.pk).promoted_page == draft


def test_drafts_that_the_agent_may_not_see_are_not_shown(
    as_agent: Client, agent: Any, question: Question, base: Any, agents_base: Any, other_office: Any
) -> None:
    title = "Kan iemand mijn paspoort laten bezorgen?"
    elsewhere = QuestionFactory(office=other_office, title=title)
    close_question(question=elsewhere, user=None, now=NOW)
    drafts = [FaqPageFactory(parent=base, title=f"{title} ({n})", live=False) for n in range(2)]
    promote_questions(questions=[elsewhere], page=drafts[0], user=agent, now=NOW)

    assert as_agent.get(address(question)).context["duplicates"] == []
    assert promote(as_agent, question, {"link": drafts[0].pk}).status_code == 200
    assert Question.objects.get(pk=question.pk).promoted_page is None


def test_difference_is_readable_without_colour(as_agent: Client, question: Question, base: Any) -> None:
    FaqPageFactory(parent=base, title="Kan een paspoort bezorgd worden?")

    page = as_agent.get(address(question)).content.decode()

    sign = '<span class="promotion-sign" aria-hidden="true">'
    assert f'<del><span class="w-sr-only">only on the page: </span>{sign}−</span>een' in page
    assert '<ins><span class="w-sr-only">only in the proposal: </span>' in page


def test_question_is_linked_to_a_page_instead(
    as_agent: Client, agent: Any, question: Question, base: Any, filled_in: Fields
) -> None:
    faq, other = FaqPageFactory(parent=base), grouped(question, "Bezorgt u paspoorten?")

    response = promote(as_agent, question, {**filled_in, "link": faq.pk, "together": [other.pk]})

    assert response.url == reverse("questions:question", args=[question.pk])
    assert (
        list(Triage.objects.order_by("pk").values_list("outcome", "page", "user"))
        == [(TriageOutcome.LINKED, faq.pk, agent.pk)] * 2
    )
    assert FaqPage.objects.count() == 1


@pytest.mark.parametrize("link", ["", "x", "0", str(10**30), "1\0"])
def test_link_to_nothing_is_refused_and_what_was_typed_stays(
    as_agent: Client, question: Question, filled_in: Fields, link: str
) -> None:
    response = promote(as_agent, question, {**filled_in, "link": link})

    assert (response.status_code, bool(response.context["form"].non_field_errors())) == (200, True)
    assert response.context["form"]["answer"].value() == "Ja, dat **kan**."
    assert Triage.objects.get().outcome == TriageOutcome.WAITING


def test_page_that_was_unpublished_meanwhile_is_no_page_to_link_to(
    as_agent: Client, question: Question, base: Any, filled_in: Fields
) -> None:
    faq = FaqPageFactory(parent=base, live=False)

    response = promote(as_agent, question, {**filled_in, "link": faq.pk})

    assert response.context["form"].non_field_errors() == [
        "This page is not published any more, or not for you to see."
    ]


def test_promotion_makes_a_draft(
    as_agent: Client, agent: Any, question: Question, base: Any, topic: Any, filled_in: Fields
) -> None:
    promote(as_agent, question, {**filled_in, "topic": topic.pk})

    page = draft_of(question)
    assert (page.title, page.live, page.knowledge_base, page.topic) == (
        "Kan ik mijn paspoort laten bezorgen?",
        False,
        base,
        topic,
    )
    assert [each.text for each in page.alternatives.all()] == [
        "Brengt u mijn paspoort?",
        "Kan iemand mijn paspoort brengen?",
    ]
    assert sorted(tag.name for tag in page.tags.all()) == ["bezorgen", "paspoort"]


def test_draft_waits_in_the_workflow_of_its_knowledge_base(
    as_agent: Client, agent: Any, question: Question, filled_in: Fields
) -> None:
    promote(as_agent, question, filled_in)

    assert FaqPage.objects.get().current_workflow_state.requested_by == agent


def test_owner_and_review_date_are_chosen(
    as_agent: Client, editor: Any, question: Question, filled_in: Fields
) -> None:
    day = timezone.localdate() + timedelta(days=40)

    promote(
        as_agent, question, {**filled_in, "owner_person": editor.pk, "review_planned_on": day.isoformat()}
    )

    page = FaqPage.objects.get()
    assert (page.owner_person, page.owner_group, page.review_planned_on, page.review_on) == (
        editor,
        None,
        day,
        day,
    )


def test_group_may_own_the_page(as_agent: Client, editor: Any, question: Question, filled_in: Fields) -> None:
    group = editor.groups.get()

    promote(as_agent, question, {**filled_in, "owner_group": group.pk})

    page = FaqPage.objects.get()
    assert (page.owner_person, page.owner_group) == (None, group)


def test_without_a_choice_owner_and_interval_are_those_of_the_knowledge_base(
    as_agent: Client, editor: Any, question: Question, base: Any, filled_in: Fields
) -> None:
    base.default_owner_person, base.review_interval = editor, 90
    base.save()

    promote(as_agent, question, filled_in)

    page = FaqPage.objects.get()
    assert (page.owner_person, page.review_planned_on) == (editor, None)
    assert page.review_on == timezone.localdate() + timedelta(days=90)


def test_person_and_group_together_are_refused(
    as_agent: Client, editor: Any, question: Question, filled_in: Fields
) -> None:
    both = {"owner_person": editor.pk, "owner_group": editor.groups.get().pk}

    errors = promote(as_agent, question, {**filled_in, **both}).context["form"].errors

    assert errors == {"owner_group": ["Kies een persoon of een groep, niet allebei."]}


def test_portal_user_owns_no_page(
    as_agent: Client, portal_user: Any, question: Question, filled_in: Fields
) -> None:
    errors = promote(as_agent, question, {**filled_in, "owner_person": portal_user.pk}).context["form"].errors

    assert list(errors) == ["owner_person"]


def test_audience_of_each_knowledge_base_is_told(
    as_agent: Client, question: Question, agents_base: Any
) -> None:
    page = as_agent.get(address(question)).content.decode()

    assert re.findall(r"<option[^>]*>([^<]*\(readers[^<]*)</option>", page) == [
        "Veelgestelde vragen (readers: everyone; review: every 365 days)",
        "Werkinstructies (readers: agents only; review: every 365 days)",
    ]


def test_questions_that_ask_the_same_are_offered_with_their_wordings(
    as_agent: Client, question: Question
) -> None:
    other = grouped(question, "Bezorgt u het paspoort van Piet Jansen?")

    form = as_agent.get(address(question)).context["form"]

    assert list(form.fields["together"].queryset) == [other]
    assert form["together"].value() == [other.pk]
    assert form["alternatives"].value() == (
        "Kan […1] haar paspoort laten bezorgen?\nBezorgt u het paspoort van […2]?"
    )


def test_one_page_serves_all_that_were_ticked(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    served, left = grouped(question, "Bezorgt u paspoorten?"), grouped(question, "Waar is mijn paspoort?")

    promote(as_agent, question, {**filled_in, "together": [served.pk]})

    page = FaqPage.objects.get()
    assert dict(Triage.objects.values_list("question", "page")) == {
        question.pk: page.pk,
        served.pk: page.pk,
        left.pk: None,
    }


def test_question_of_another_office_is_not_offered_nor_served(
    as_agent: Client, question: Question, filled_in: Fields, other_office: Any
) -> None:
    foreign = grouped(question, "Bezorgt u paspoorten?", office=other_office)

    response = promote(as_agent, question, {**filled_in, "together": [foreign.pk]})

    assert list(response.context["form"].errors) == ["together"]
    assert list(response.context["form"].fields["together"].queryset) == []
    assert FaqPage.objects.count() == 0


@pytest.mark.parametrize("others", [1, 3])
def test_number_of_queries_does_not_grow_with_the_group(
    as_agent: Client, question: Question, django_assert_num_queries: Any, others: int
) -> None:
    for number in range(others):
        grouped(question, f"Bezorgt u paspoorten ({number})?")
    as_agent.get(address(question))
    with django_assert_num_queries(QUERIES):
        as_agent.get(address(question))


@pytest.mark.parametrize("pages", [1, 3])
def test_number_of_queries_does_not_grow_with_the_duplicates(
    as_agent: Client, question: Question, base: Any, topic: Any, django_assert_num_queries: Any, pages: int
) -> None:
    for number in range(pages):
        FaqPageFactory(parent=topic, title=f"Kan mijn paspoort bezorgd worden ({number})?", tags=["paspoort"])
    as_agent.get(address(question))
    with django_assert_num_queries(QUERIES + 2):
        duplicates = as_agent.get(address(question)).context["duplicates"]
    assert len(duplicates) == pages


def test_tags_are_proposed(as_agent: Client, question: Question, base: Any) -> None:
    FaqPageFactory(parent=base, title="Kan een paspoort bezorgd worden?", tags=["reisdocumenten"])
    FaqPageFactory(parent=base, title="Hoe duur is een hond?", tags=["paspoort"])

    form = as_agent.get(address(question)).context["form"]

    assert form["tags"].value() == "paspoort, reisdocumenten"


def test_question_tells_what_became_of_it(as_agent: Client, question: Question, filled_in: Fields) -> None:
    promote(as_agent, question, filled_in)

    page = as_agent.get(reverse("questions:question", args=[question.pk])).content.decode()

    assert "Kan ik mijn paspoort laten bezorgen?" in page
    assert address(question) not in page


def test_topic_of_other_base_is_refused(
    as_agent: Client, question: Question, agents_base: Any, filled_in: Fields
) -> None:
    elsewhere = TopicFactory(parent=agents_base)

    response = promote(as_agent, question, {**filled_in, "topic": elsewhere.pk})

    assert response.context["form"].errors == {
        "topic": ["This topic belongs to another knowledge base; choose one of Veelgestelde vragen."]
    }
    assert FaqPage.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 256}, "question"),
        ({"answer": ""}, "answer"),
        ({"answer": "x" * 100_000}, "answer"),
        ({"answer": "nul\0"}, "answer"),
        ({"alternatives": "x" * 256}, "alternatives"),
        ({"alternatives": "x" * 100_000}, "alternatives"),
        ({"knowledge_base": 10**9}, "knowledge_base"),
        ({"knowledge_base": 10**30}, "knowledge_base"),
        ({"topic": "x"}, "topic"),
        ({"together": ["1\0"]}, "together"),
        ({"together": [10**30]}, "together"),
        ({"owner_person": "x"}, "owner_person"),
        ({"owner_group": 10**9}, "owner_group"),
        ({"review_planned_on": "gisteren"}, "review_planned_on"),
        ({"review_planned_on": "2020-01-01"}, "review_planned_on"),
        ({"review_planned_on": "9999-01-01"}, "review_planned_on"),
    ],
)
def test_bad_input_is_refused_and_kept(
    as_agent: Client, question: Question, filled_in: Fields, changes: Fields, field: str
) -> None:
    response = promote(as_agent, question, {**filled_in, **changes})

    assert list(response.context["form"].errors) == [field]
    assert "Brengt u mijn paspoort?" in response.content.decode() or field == "alternatives"
    assert FaqPage.objects.count() == 0


def test_question_and_phrasings_may_take_the_whole_length(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    promote(as_agent, question, {**filled_in, "question": "v" * 255, "alternatives": "x" * 255 + "\r\nKort"})

    draft = draft_of(question)
    assert [draft.title, *(each.text for each in draft.alternatives.all())] == ["v" * 255, "x" * 255, "Kort"]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("question", "Keep the question under 255 characters."),
        ("alternatives", "Keep each phrasing under 255 characters."),
    ],
)
def test_text_that_grows_too_long_by_what_is_put_back_is_refused_with_the_limit(
    as_agent: Client, question: Question, filled_in: Fields, field: str, sentence: str
) -> None:
    sent = {**filled_in, field: "x" * 249 + " […1]", f"{field}_back": ["1"]}

    form = promote(as_agent, question, sent).context["form"]

    assert form.errors == {field: [sentence]}
    assert FaqPage.objects.count() == 0


def test_open_question_has_no_proposal(as_agent: Client, office: Any) -> None:
    question = QuestionFactory(office=office)

    response = as_agent.get(address(question))

    assert response.url == reverse("questions:question", args=[question.pk])


@pytest.mark.parametrize("status", [QuestionStatus.OPEN, QuestionStatus.HELD, QuestionStatus.SPAM])
def test_question_without_an_answer_is_refused(
    as_agent: Client, question: Question, filled_in: Fields, status: str
) -> None:
    Question.objects.filter(pk=question.pk).update(status=status)

    response = promote(as_agent, question, filled_in)

    assert response.context["form"].non_field_errors() == [
        "Answer or close the question first; then it can be taken up."
    ]
    assert FaqPage.objects.count() == 0


@pytest.mark.parametrize("also", [{}, {"link": "0"}])
def test_question_that_was_reopened_meanwhile_is_refused_and_nothing_typed_is_lost(
    as_agent: Client, question: Question, filled_in: Fields, also: Fields
) -> None:
    react(question=question, text="Toch niet.", now=NOW)

    response = promote(as_agent, question, {**filled_in, **also})

    assert response.context["form"].non_field_errors() == [
        "Answer or close the question first; then it can be taken up."
    ]
    assert "Ja, dat **kan**." in response.content.decode()
    assert (FaqPage.objects.count(), Triage.objects.count()) == (0, 0)


def test_second_agent_is_told_of_the_page_of_the_first_and_keeps_the_text(
    as_agent: Client, question: Question, office: Any, filled_in: Fields
) -> None:
    colleague = UserFactory(group=GroupName.AGENTS)
    TeamFactory(office=office, members=[colleague])
    first = Client()
    first.force_login(colleague)

    promote(first, question, filled_in)
    response = promote(as_agent, question, {**filled_in, "answer": "Mijn antwoord"})

    assert response.context["form"].non_field_errors() == [
        "This question was taken up already: “Kan ik mijn paspoort laten bezorgen?”."
    ]
    assert "Mijn antwoord" in response.content.decode()
    assert FaqPage.objects.count() == 1


def test_double_click_makes_one_page_and_says_so(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    promote(as_agent, question, filled_in)
    response = promote(as_agent, question, filled_in)

    assert response.url == reverse("questions:question", args=[question.pk])
    assert FaqPage.objects.count() == 1


def test_question_whose_page_was_deleted_is_taken_up_anew(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    promote(as_agent, question, filled_in)
    FaqPage.objects.get().delete()

    promote(as_agent, question, {**filled_in, "question": "Opnieuw?"})

    assert draft_of(question).title == "Opnieuw?"


def test_question_that_was_skipped_may_still_be_taken_up(
    as_agent: Client, agent: Any, question: Question, filled_in: Fields
) -> None:
    skip_questions(questions=[question], reason=SkipReason.ONCE, user=agent, now=NOW)

    promote(as_agent, question, filled_in)

    assert Triage.objects.get().page == FaqPage.objects.get()


def test_erased_question_holds_nothing_to_take_up(
    as_agent: Client, question: Question, filled_in: Fields
) -> None:
    Question.objects.filter(pk=question.pk).update(erased_at=NOW)

    assert as_agent.get(address(question)).status_code == 302
    promote(as_agent, question, filled_in)
    assert FaqPage.objects.count() == 0


def test_later_answer_is_the_one_that_is_proposed(as_agent: Client, agent: Any, question: Question) -> None:
    reopen(question=question, user=agent, now=NOW)
    sign_off(question=question, text="Nee, toch niet.", user=agent, now=NOW)

    assert as_agent.get(address(question)).context["form"]["answer"].value() == "Nee, toch niet."


def test_who_may_not_promote_is_refused(
    client: Client, agent: Any, question: Question, filled_in: Fields
) -> None:
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="promote_question"))
    client.force_login(agent)

    response = promote(client, question, filled_in)

    assert response.status_code == 403
    assert FaqPage.objects.count() == 0


def test_agent_of_another_office_does_not_find_the_question(
    client: Client, question: Question, filled_in: Fields, other_office: Any
) -> None:
    elsewhere = UserFactory(group=GroupName.AGENTS)
    TeamFactory(office=other_office, members=[elsewhere])
    client.force_login(elsewhere)

    assert (client.get(address(question)).status_code, promote(client, question, filled_in).status_code) == (
        404,
        404,
    )


def test_asker_and_stranger_are_sent_to_the_log_in_page(
    client: Client, portal_user: Any, question: Question, filled_in: Fields
) -> None:
    as_stranger = promote(client, question, filled_in).status_code
    client.force_login(portal_user)

    assert (as_stranger, promote(client, question, filled_in).status_code, FaqPage.objects.count()) == (
        302,
        302,
        0,
    )
