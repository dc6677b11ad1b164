"""The reports on searches in the admin, and what an editor makes of a row."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Site

from tests.factories import FaqPageFactory, KnowledgeBaseFactory
from vraagbaak.finding.query_log.models import QueryDay

REPORTS = ["popular", "without_results", "without_click"]


def log(site: Site, query: str, searches: int, missed: int = 0, clicked: int = 0, **kwargs: Any) -> QueryDay:
    row = {"day": date(2026, 11, 18), "site": site, "language": "nl", **kwargs}
    return QueryDay.objects.create(
        query=query, searches=searches, without_results=missed, with_click=clicked, **row
    )


@pytest.fixture
def searches(site: Site) -> None:
    log(site, "paspoort", 8, clicked=6)
    log(site, "paspoort", 4, clicked=1, day=date(2026, 11, 17))
    log(site, "olifant", 5, missed=5)
    log(site, "parkeren", 9, missed=1, clicked=0)
    log(site, "passport", 2, language="en")
    log(site, "", 7)


@pytest.fixture
def as_editor(client: Client, editor: Any, base: Any) -> Client:
    client.force_login(editor)
    return client


def rows(client: Client, report: str, **parameters: str) -> list[tuple[Any, ...]]:
    response = client.get(reverse(f"querylog:{report}"), parameters)
    assert response.status_code == 200
    names = ("query", "total", "missed", "chosen", "passed")
    return [tuple(row[name] for name in names) for row in response.context["object_list"]]


@pytest.mark.usefixtures("searches")
def test_popular_queries_are_added_up_over_the_days(as_editor: Client) -> None:
    assert rows(as_editor, "popular") == [
        ("paspoort", 12, 0, 7, 5),
        ("parkeren", 9, 1, 0, 8),
        ("olifant", 5, 5, 0, 0),
        ("passport", 2, 0, 0, 2),
    ]


@pytest.mark.usefixtures("searches")
def test_the_other_reports_hold_what_failed(as_editor: Client) -> None:
    assert [row[0] for row in rows(as_editor, "without_results")] == ["olifant", "parkeren"]
    assert [row[0] for row in rows(as_editor, "without_click")] == ["parkeren", "paspoort", "passport"]


@pytest.mark.usefixtures("searches")
def test_a_report_is_filtered_by_site_language_period_and_words(as_editor: Client, site: Site) -> None:
    other = Site.objects.create(hostname="anders", root_page=site.root_page)
    log(other, "anders", 1)

    assert rows(as_editor, "popular", site=str(other.pk)) == [("anders", 1, 0, 0, 1)]
    assert rows(as_editor, "popular", language="en") == [("passport", 2, 0, 0, 2)]
    assert rows(as_editor, "popular", day_to="2026-11-17") == [("paspoort", 4, 0, 1, 3)]
    assert rows(as_editor, "popular", q="olif") == [("olifant", 5, 5, 0, 0)]


@pytest.mark.usefixtures("searches")
def test_searches_without_words_are_told_as_a_number(as_editor: Client) -> None:
    content = as_editor.get(reverse("querylog:popular")).content.decode()

    assert as_editor.get(reverse("querylog:popular")).context["wordless"] == 7
    assert content.count("<rect") > 4


@pytest.mark.usefixtures("searches")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_becomes_a_spreadsheet(as_editor: Client, report: str, ending: str) -> None:
    response = as_editor.get(reverse(f"querylog:{report}"), {"export": ending})
    content = b"".join(response.streaming_content)

    assert response.status_code == 200
    if ending == "csv":
        assert b"parkeren,nl,9,1,0,8" in content


@pytest.mark.parametrize("report", REPORTS)
def test_an_empty_report_says_so(as_editor: Client, report: str) -> None:
    response = as_editor.get(reverse(f"querylog:{report}"))

    assert (list(response.context["object_list"]), response.context["chart"].bars) == ([], [])


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_costs_the_same_with_1_and_30_queries(as_editor: Client, site: Site, report: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            rows(as_editor, report)
        return len(queries)

    log(site, "een", 3, missed=1)
    cost()
    with_one = cost()
    for number in range(29):
        log(site, f"vraag {number}", 3, missed=1)

    assert cost() == with_one


@pytest.mark.parametrize("name", [*REPORTS, "draft"])
def test_who_edits_nothing_is_sent_away(client: Client, agent: Any, name: str) -> None:
    client.force_login(agent)

    response = client.get(reverse(f"querylog:{name}"))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("name", [*REPORTS, "draft", "promote"])
def test_a_stranger_must_log_in(client: Client, site: Site, name: str) -> None:
    response = client.get(reverse(f"querylog:{name}"))

    assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("wagtailadmin_login"))


@pytest.mark.usefixtures("searches")
def test_a_row_leads_to_a_synonym_a_promoted_result_and_a_question(as_editor: Client) -> None:
    content = as_editor.get(reverse("querylog:without_results")).content.decode()

    for address in (
        f"{reverse('synonyms:add')}?written=olifant&amp;language=nl",
        f"{reverse('querylog:promote')}?query=olifant",
        f"{reverse('querylog:draft')}?query=olifant&amp;language=nl",
    ):
        assert address in content


def test_the_form_for_a_promoted_result_holds_the_query(as_editor: Client) -> None:
    response = as_editor.get(reverse("querylog:promote"), {"query": "olifant"})

    assert response.context["form"]["query_string"].value() == "olifant"
    assert response.context["action_url"] == reverse("wagtailsearchpromotions:add")


def test_a_query_that_is_promoted_already_leads_to_its_promotion(as_editor: Client, base: Any) -> None:
    query = Query.get("Olifant?")
    SearchPromotion.objects.create(query=query, page=base)

    response = as_editor.get(reverse("querylog:promote"), {"query": "olifant"})

    assert (response.status_code, response.url) == (
        302,
        reverse("wagtailsearchpromotions:edit", args=[query.pk]),
    )


def test_a_new_question_begins_as_the_query_in_the_one_knowledge_base(as_editor: Client, base: Any) -> None:
    response = as_editor.get(reverse("querylog:draft"), {"query": "olifant houden"}, follow=True)

    assert response.redirect_chain == [
        (f"{reverse('querylog:draft_in', args=[base.pk])}?query=olifant+houden", 302)
    ]
    assert response.context["form"]["title"].value() == "Olifant houden"
    assert (
        reverse("wagtailadmin_pages:add", args=["vraagbaak", "faqpage", base.pk]) in response.content.decode()
    )


def test_a_new_question_is_placed_in_a_knowledge_base_of_the_editor_s_own(
    client: Client, manager: Any, base: Any, home: Any
) -> None:
    other = KnowledgeBaseFactory(parent=home, title="Anders")
    client.force_login(manager)
    asked = client.get(reverse("querylog:draft"), {"query": "olifant", "language": "nl"})
    chosen = client.get(reverse("querylog:draft"), {"query": "olifant", "knowledge_base": other.pk})

    assert list(asked.context["form"].fields["knowledge_base"].queryset) == [other, base]
    assert chosen.url == f"{reverse('querylog:draft_in', args=[other.pk])}?query=olifant"


def test_nobody_adds_to_a_knowledge_base_of_others(client: Client, agent: Any, base: Any) -> None:
    client.force_login(agent)

    response = client.get(reverse("querylog:draft_in", args=[base.pk]), {"query": "olifant"})

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


def test_the_reports_stand_in_the_menu_instead_of_wagtail_s_own(admin_client: Client, site: Site) -> None:
    content = admin_client.get(reverse("wagtailadmin_home")).content.decode()

    assert [reverse(f"querylog:{name}") in content for name in REPORTS] == [True, True, True]
    assert reverse("wagtailsearchpromotions:search_terms") not in content


def test_a_promotion_made_in_the_form_is_found_by_visitors(as_editor: Client, base: Any, site: Site) -> None:
    page = FaqPageFactory(parent=base, title="Dieren houden", answer="<p>Mag.</p>")
    form = {
        "query_string": "olifant",
        "editors_picks-TOTAL_FORMS": "1",
        "editors_picks-INITIAL_FORMS": "0",
        "editors_picks-0-page": str(page.pk),
        "editors_picks-0-ORDER": "1",
    }

    response = as_editor.post(reverse("wagtailsearchpromotions:add"), form)

    assert response.status_code == 302
    results = as_editor.get("/zoeken/", {"q": "Olifant"}).context["results"]
    assert [card.title for card in results] == ["Dieren houden"]
