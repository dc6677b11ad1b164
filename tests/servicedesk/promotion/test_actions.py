"""Taking up and linking, without a screen: what is stored, and what never is."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import reopen
from servicedesk.promotion.actions import NotSettledError, link_question, promote_question
from servicedesk.questions.models import Question
from servicedesk.triage.choices import TriageOutcome
from servicedesk.triage.models import Triage
from tests.factories import NOW, FaqPageFactory, QuestionFactory, UserFactory, page_proposal
from vraagbaak.knowledge.faqs.models import FaqPage


def take_up(
    question: Question, base: Any, user: Any, *, together_with: Sequence[Question] = (), **proposed: Any
) -> FaqPage:
    proposal = page_proposal(base, **{"alternatives": ["Brengt u ze?"], "tags": ["paspoort"], **proposed})
    return promote_question(
        question=question, proposal=proposal, user=user, now=NOW, together_with=together_with
    )


def stored_values(table: str, column: str, key: Any) -> list[str]:
    """Everything that stands in the rows of a table which belong to the page."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE "{column}" = %s', [key])  # noqa: S608
        return [str(value) for row in cursor.fetchall() for value in row]


def tables_about_pages() -> list[tuple[str, str]]:
    """The tables with a column that points to a page or a FAQ page, or that is one; and the log and the revisions."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            relations = connection.introspection.get_relations(cursor, table)
            for column, (_other, target) in relations.items():
                if target in {"wagtailcore_page", "vraagbaak_faqpage"}:
                    found.append((table, column))
    return [("wagtailcore_page", "id"), ("wagtailcore_revision", "object_id"), *found]


def test_page_holds_no_way_back_to_the_asker(question: Question, base: Any, agent: Any) -> None:
    # A number that no other row can have.
    telling_number = 987654321
    asked = QuestionFactory(pk=telling_number, office=question.office, asker=question.asker)
    sign_off(question=asked, text="Beste Fatima de Vries, bel 06-12345678.", user=agent, now=NOW)

    page = take_up(asked, base, agent)

    # The desk knows which page a question led to; from the page nothing leads to the question.
    tables = [(table, column) for table, column in tables_about_pages() if table != "servicedesk_triage"]
    stored = [value for table, column in tables for value in stored_values(table, column, page.pk)]
    assert any("Bezorgt u paspoorten?" in value for value in stored)
    for telling in (str(telling_number), "Fatima", "Vries", "fatima@post.example", "06-12345678"):
        assert [value for value in stored if telling in value] == []


def test_page_is_handed_on_with_its_owner_and_date(
    question: Question, base: Any, agent: Any, editor: Any
) -> None:
    page = take_up(question, base, agent, owner_person=editor, review_planned_on=NOW.date())

    assert (page.owner, page.owner_person, page.review_planned_on) == (agent, editor, NOW.date())


def test_second_agent_gets_the_page_of_the_first(question: Question, base: Any, agent: Any) -> None:
    stale = Question.objects.get(pk=question.pk)
    first = take_up(question, base, agent)

    assert take_up(stale, base, UserFactory()) == first
    assert link_question(question=stale, page=FaqPageFactory(parent=base), user=agent, now=NOW) == first


def test_question_that_was_reopened_is_left_alone(question: Question, base: Any, agent: Any) -> None:
    faq, stale = FaqPageFactory(parent=base), Question.objects.get(pk=question.pk)
    reopen(question=question, user=agent, now=NOW)

    with pytest.raises(NotSettledError):
        take_up(stale, base, agent)
    with pytest.raises(NotSettledError):
        link_question(question=stale, page=faq, user=agent, now=NOW)
    assert list(FaqPage.objects.all()) == [faq]


def test_other_question_that_was_reopened_meanwhile_is_not_served(
    question: Question, base: Any, agent: Any
) -> None:
    other = QuestionFactory(office=question.office)

    take_up(question, base, agent, together_with=[other])

    assert list(Triage.objects.filter(outcome=TriageOutcome.PROMOTED).values_list("question", flat=True)) == [
        question.pk
    ]


def test_reopening_afterwards_takes_the_page_away_from_nobody(
    question: Question, base: Any, agent: Any
) -> None:
    page = take_up(question, base, agent)

    reopen(question=question, user=agent, now=NOW)

    assert Question.objects.get(pk=question.pk).promoted_page == page
