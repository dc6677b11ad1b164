"""What is asked and searched for without a page, and the way to a draft of it."""

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from servicedesk.insight.choices import FigureName
from servicedesk.insight.gaps import group_figure, search_figure
from servicedesk.models import Question, Triage, TriageGroup
from servicedesk.questions.choices import KnowledgeHeld, QuestionStatus
from servicedesk.triage.choices import SkipReason, TriageOutcome
from tests.factories import AMSTERDAM, FaqPageFactory, HomePageFactory, PartyFactory, SubjectFactory
from tests.servicedesk.insight.conftest import answered, ask_on, scope_of
from vraagbaak.finding.query_log.models import QueryDay

ASKED_AT = datetime(2026, 11, 17, 9, tzinfo=AMSTERDAM)


def searched(site: Any, query: str, *, day: date = date(2026, 11, 17), **counts: Any) -> QueryDay:
    return QueryDay.objects.create(**{"site": site, "language": "nl", "query": query, "day": day, **counts})


def closed(office: Any, title: str, *, group: Any = None, held: str = "", **kwargs: Any) -> Question:
    question = ask_on(office, ASKED_AT, title=title, status=QuestionStatus.CLOSED, **kwargs)
    answered(question, ASKED_AT, held)
    Triage.objects.create(question=question, group=group, entered_at=ASKED_AT)
    return question


def shown(figure: Any) -> list[tuple[str, int]]:
    return [(gap.text, gap.times) for gap in figure.gaps]


def test_searches_are_added_up_over_the_days_most_often_first(site: Any, editor: Any) -> None:
    searched(site, "paspoort", searches=3, without_results=1)
    searched(site, "paspoort", day=date(2026, 11, 2), searches=3, without_results=3)
    searched(site, "zwembad", searches=5, without_results=3, with_click=1)
    searched(site, "zwembad", day=date(2026, 11, 1), searches=9, without_results=9)
    searched(site, "", searches=2, without_results=2)

    missed, passed = (
        search_figure(scope_of(editor), name) for name in (FigureName.MISSED, FigureName.PASSED)
    )

    assert (shown(missed), missed.headline) == ([("paspoort", 4), ("zwembad", 3)], 9)
    assert (shown(passed), passed.headline) == ([("paspoort", 2), ("zwembad", 1)], 3)


def test_searches_of_a_knowledge_base_are_on_its_site_in_its_language(
    site: Any, editor: Any, base: Any
) -> None:
    home = HomePageFactory(parent=site.root_page.get_parent())
    elsewhere = Site.objects.create(hostname="elders", root_page=home)
    searched(site, "paspoort", searches=1, without_results=1)
    searched(site, "passport", language="en", searches=1, without_results=1)
    searched(elsewhere, "zwembad", searches=1, without_results=1)

    figure = search_figure(scope_of(editor, knowledge_base=base), FigureName.MISSED)

    assert shown(figure) == [("paspoort", 1)]


def draft_url_for(user: Any, **given: Any) -> str:
    (gap,) = search_figure(scope_of(user, **given), FigureName.MISSED).gaps
    return gap.draft_url


@pytest.mark.usefixtures("agents_base", "portal_base")
def test_a_draft_stands_in_the_one_knowledge_base_for_everyone(site: Any, editor: Any, base: Any) -> None:
    searched(site, "zwembad & sauna", searches=1, without_results=1)

    address = urlsplit(draft_url_for(editor))

    assert address.path == reverse("querylog:draft_in", args=[base.pk])
    assert parse_qs(address.query) == {"query": ["zwembad & sauna"]}


def test_a_draft_stands_in_the_knowledge_base_that_was_chosen(
    site: Any, editor: Any, base: Any, portal_base: Any
) -> None:
    searched(site, "zwembad", searches=1, without_results=1)

    address = draft_url_for(editor, knowledge_base=portal_base)

    assert urlsplit(address).path == reverse("querylog:draft_in", args=[portal_base.pk])


@pytest.mark.usefixtures("agents_base", "portal_base")
def test_the_reader_chooses_where_several_could_hold_it(site: Any, editor: Any) -> None:
    searched(site, "zwembad", searches=1, without_results=1)

    assert urlsplit(draft_url_for(editor)).path == reverse("querylog:draft")


def test_who_may_make_no_page_is_offered_no_draft(site: Any, agent: Any, base: Any) -> None:
    searched(site, "zwembad", searches=1, without_results=1)

    assert draft_url_for(agent) == ""


def test_a_draft_from_a_search_is_one_click_away(client: Client, site: Any, editor: Any, base: Any) -> None:
    searched(site, "zwembad", searches=1, without_results=1)
    client.force_login(editor)

    response = client.get(draft_url_for(editor))

    assert (response.status_code, response.context["page"].title) == (200, "Zwembad")


def test_questions_that_ask_the_same_count_together_most_often_first(office: Any, agent: Any) -> None:
    group = TriageGroup.objects.create(office=office, made_at=ASKED_AT)
    closed(office, "Mag mijn hond mee?", group=group, held=KnowledgeHeld.NO)
    closed(office, "Alleen", held=KnowledgeHeld.NO)
    closed(office, "Ook alleen")
    newest = closed(office, "Mag een hond mee?", group=group, held=KnowledgeHeld.YES)

    figure = group_figure(scope_of(agent))

    assert shown(figure) == [("Mag een hond mee?", 2), ("Alleen", 1), ("Ook alleen", 1)]
    assert [gap.missed for gap in figure.gaps] == [1, 1, 0]
    assert figure.gaps[0].draft_url == reverse("questions:promote", args=[newest.pk])


def test_questions_that_were_decided_have_no_place_among_the_gaps(office: Any, agent: Any, base: Any) -> None:
    faq = FaqPageFactory(parent=base)
    for decision in (
        {"outcome": TriageOutcome.PROMOTED, "page": faq},
        {"outcome": TriageOutcome.LINKED, "page": faq},
        {"outcome": TriageOutcome.SKIPPED, "skip_reason": SkipReason.ONCE},
    ):
        Triage.objects.filter(question=closed(office, "Besloten")).update(**decision)
    ask_on(office, ASKED_AT)

    assert group_figure(scope_of(agent)).is_empty


def test_titles_are_shown_without_personal_data(office: Any, agent: Any) -> None:
    asker = PartyFactory(office=office, name="Fatima de Vries")
    closed(office, "Bel Fatima de Vries op 06-12345678", asker=asker)

    (gap,) = group_figure(scope_of(agent)).gaps

    assert gap.text == "Bel […] op […]"


def test_who_may_not_promote_is_offered_no_draft(office: Any, agent: Any) -> None:
    closed(office, "Mag mijn hond mee?")
    agent.groups.get().permissions.filter(codename="promote_question").delete()

    figure = group_figure(scope_of(agent))
    assert ([gap.draft_url for gap in figure.gaps], figure.report_url) == ([""], "")


def test_questions_without_a_page_of_a_knowledge_base_are_on_its_subjects(
    office: Any, agent: Any, base: Any
) -> None:
    closed(office, "Wel", subject=SubjectFactory(office=office, knowledge_base=base))
    closed(office, "Niet")

    assert shown(group_figure(scope_of(agent, knowledge_base=base))) == [("Wel", 1)]
