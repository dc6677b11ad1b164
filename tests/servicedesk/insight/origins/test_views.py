"""What an editor sees of the questions behind a page: numbers and words, and nobody's name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from servicedesk.deflection.actions import begin_run, end_run_answered, show_suggestions
from servicedesk.insight.origins.figures import PageFigures, figures_of
from servicedesk.insight.origins.wordings import still_asked
from servicedesk.models import Question, UsedSource
from servicedesk.questions.sources.models import InsertedAs
from servicedesk.triage.actions import link_questions, promote_questions
from tests.factories import NOW, FaqPageFactory, PartyFactory
from tests.servicedesk.conftest import Closed
from tests.servicedesk.triage.runs import asked_after
from vraagbaak.knowledge.feedback.actions import give_feedback
from vraagbaak.models import FaqPage

LATER = NOW + timedelta(days=3)
QUERIES = 29


@pytest.fixture
def faq(base: Any) -> FaqPage:
    return FaqPageFactory(parent=base, title="Mijn paspoort laten bezorgen", alternatives=["Paspoort thuis"])


@pytest.fixture
def as_editor(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def address(faq: FaqPage) -> str:
    return reverse("origins:page", args=[faq.pk])


def texts(client: Client, faq: FaqPage, name: str, **query: Any) -> list[str]:
    found: list[str] = client.get(address(faq), query).context["lists"][name].texts
    return found


# The figures, counted by hand


def test_figures_are_those_of_the_events(closed: Closed, agent: Any, faq: FaqPage, office: Any) -> None:
    promoted, linked, also = (closed(f"Bezorgt u het paspoort, keer {n}?") for n in range(3))
    promote_questions(questions=[promoted], page=faq, user=agent, now=NOW)
    link_questions(questions=[linked, also], page=faq, user=agent, now=NOW)
    asked_after(promoted, shown=[faq], opened=[faq])
    asked_after(linked, shown=[faq])
    helped = begin_run(office=office, now=NOW, visitor="helped")
    show_suggestions(run=helped, pages=[faq], now=NOW)
    end_run_answered(run=helped, page=faq, now=NOW)
    UsedSource.objects.create(
        answer=also.answers.get(), page=faq, title=faq.title, inserted_as=InsertedAs.LINK, inserted_at=NOW
    )
    for is_helpful in (True, False, False):
        give_feedback(page=faq, helpful=is_helpful, now=NOW)

    assert figures_of(faq, now=LATER) == PageFigures(
        promoted=1,
        linked=2,
        shown_to=3,
        opened_by=1,
        answered=1,
        asked=1,
        used=1,
        helpful=1,
        unhelpful=2,
    )


def test_page_that_nobody_asked_about_says_so(as_editor: Client, faq: FaqPage) -> None:
    figures = as_editor.get(address(faq)).context["figures"]

    assert (figures.led, figures.shown_to, figures.votes) == (0, 0, 0)


# The words, without names


def test_wordings_name_nobody(
    as_editor: Client, closed: Closed, agent: Any, office: Any, faq: FaqPage
) -> None:
    asker = PartyFactory(office=office, name="Fatima de Vries")
    question = closed("Kan Fatima het bellen op 06-12345678 afspreken?", asker=asker)
    link_questions(questions=[question], page=faq, user=agent, now=NOW)
    page = as_editor.get(address(faq)).content.decode()

    assert texts(as_editor, faq, "wordings") == ["Kan […] het bellen op […] afspreken?"]
    assert [word in page for word in ("Fatima", "06-12345678", reverse("questions:question", args=[1]))] == [
        False,
        False,
        False,
    ]


def test_what_was_asked_after_reading_is_told_and_what_was_asked_without_is_not(
    closed: Closed,
    faq: FaqPage,
    office: Any,
) -> None:
    read, unread, followed = (
        closed("Wat kost bezorgen?"),
        closed("Een andere vraag"),
        closed("Toch niet duidelijk"),
    )
    asked_after(read, shown=[faq], opened=[faq])
    asked_after(unread, shown=[faq])
    answered = begin_run(office=office, now=NOW, visitor="answered")
    show_suggestions(run=answered, pages=[faq], now=NOW)
    end_run_answered(run=answered, page=faq, now=NOW)
    answered.followed_by, answered.followed_at = followed, NOW
    answered.save()

    assert set(still_asked(faq)) == {read, followed}


def test_reasons_of_readers_are_told_without_numbers(as_editor: Client, faq: FaqPage) -> None:
    give_feedback(page=faq, helpful=False, now=NOW, reason="Bel mij: 06-12345678")
    give_feedback(page=faq, helpful=True, now=NOW, reason="Fijn")

    assert texts(as_editor, faq, "reasons") == ["Bel mij: […]"]


def test_erased_questions_are_not_quoted(as_editor: Client, closed: Closed, agent: Any, faq: FaqPage) -> None:
    question = closed("Kan het?")
    link_questions(questions=[question], page=faq, user=agent, now=NOW)
    Question.objects.update(erased_at=NOW)

    assert texts(as_editor, faq, "wordings") == []


def test_long_lists_are_shown_in_parts(as_editor: Client, faq: FaqPage) -> None:
    for number in range(25):
        give_feedback(page=faq, helpful=False, now=NOW, reason=f"Reden {number}")

    assert [len(texts(as_editor, faq, "reasons", reasons=part)) for part in ("1", "2", "x", "-1")] == [
        20,
        5,
        20,
        5,
    ]


# Another phrasing


def add(client: Client, faq: FaqPage, text: str) -> str:
    response = client.post(reverse("origins:add_phrasing", args=[faq.pk]), {"text": text}, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def phrasings(faq: FaqPage) -> list[str]:
    draft = FaqPage.objects.get(pk=faq.pk).get_latest_revision_as_object()
    return [alternative.text for alternative in draft.alternatives.all()]


def test_phrasing_goes_to_a_draft_in_the_editors_name(as_editor: Client, editor: Any, faq: FaqPage) -> None:
    add(as_editor, faq, "Brengt u mijn  paspoort?")

    faq.refresh_from_db()
    assert phrasings(faq) == ["Paspoort thuis", "Brengt u mijn paspoort?"]
    assert [alternative.text for alternative in faq.alternatives.all()] == ["Paspoort thuis"]
    assert (faq.has_unpublished_changes, faq.latest_revision.user) == (True, editor)


def test_work_of_another_editor_is_kept(as_editor: Client, faq: FaqPage) -> None:
    faq.title = "Paspoort laten brengen"
    faq.save_revision()
    add(as_editor, faq, "Brengt u mijn paspoort?")

    draft = FaqPage.objects.get(pk=faq.pk).get_latest_revision_as_object()
    assert (draft.title, len(phrasings(faq))) == ("Paspoort laten brengen", 2)


@pytest.mark.parametrize(
    "text", ["paspoort THUIS", "Mijn paspoort laten bezorgen", "", " ", "x" * 256, "nul\0"]
)
def test_phrasing_that_is_there_or_impossible_is_refused(as_editor: Client, faq: FaqPage, text: str) -> None:
    told = add(as_editor, faq, text)

    assert (bool(told), phrasings(faq)) == (True, ["Paspoort thuis"])


def test_locked_page_is_left_alone(as_editor: Client, moderator: Any, faq: FaqPage) -> None:
    faq.locked, faq.locked_by, faq.locked_at = True, moderator, timezone.now()
    faq.save()
    add(as_editor, faq, "Brengt u mijn paspoort?")

    assert phrasings(faq) == ["Paspoort thuis"]


def test_agent_without_rights_on_the_page_adds_nothing(as_agent: Client, faq: FaqPage) -> None:
    add(as_agent, faq, "Brengt u mijn paspoort?")

    assert (as_agent.get(address(faq)).context["may_add"], phrasings(faq)) == (False, ["Paspoort thuis"])


# Who sees it, and where it is found


def test_agents_see_published_pages_only(as_agent: Client, base: Any, faq: FaqPage) -> None:
    draft = FaqPageFactory(parent=base, live=False)

    assert [as_agent.get(address(page)).status_code for page in (faq, draft)] == [200, 403]


def test_agents_read_what_was_asked_of_their_own_office(
    client: Client, as_agent: Client, closed: Closed, agent: Any, other_agent: Any, faq: FaqPage
) -> None:
    question, after = closed("Bezorgt u paspoorten?"), closed("Wat kost bezorgen?")
    link_questions(questions=[question], page=faq, user=agent, now=NOW)
    asked_after(after, shown=[faq], opened=[faq])
    give_feedback(page=faq, helpful=False, now=NOW, reason="Te lang")
    own = {name: each.texts for name, each in as_agent.get(address(faq)).context["lists"].items()}
    client.force_login(other_agent)
    others = {name: each.texts for name, each in client.get(address(faq)).context["lists"].items()}

    assert own == {
        "wordings": ["Bezorgt u paspoorten?"],
        "still": ["Wat kost bezorgen?"],
        "reasons": ["Te lang"],
    }
    assert others == {"wordings": [], "still": []}
    assert "Why it did not help" not in client.get(address(faq)).content.decode()


def test_who_only_works_elsewhere_in_the_admin_is_refused(client: Client, agent: Any, faq: FaqPage) -> None:
    group = agent.groups.get()
    group.permissions.remove(*group.permissions.filter(content_type__app_label="servicedesk"))
    client.force_login(agent)

    assert client.get(address(faq)).status_code == 403


def test_member_of_the_portal_is_not_let_in(client: Client, portal_user: Any, faq: FaqPage) -> None:
    client.force_login(portal_user)

    assert client.get(address(faq)).status_code == 302


def test_page_that_is_not_a_faq_is_not_found(as_editor: Client, home: Page) -> None:
    assert as_editor.get(reverse("origins:page", args=[home.pk])).status_code == 404


def test_menus_of_the_page_and_its_review_lead_here(as_editor: Client, faq: FaqPage, base: Any) -> None:
    screens = [
        reverse("wagtailadmin_pages:edit", args=[faq.pk]),
        reverse("wagtailadmin_explore", args=[base.pk]),
        reverse("reviews:review", args=[faq.pk]),
    ]

    assert [address(faq) in as_editor.get(screen).content.decode() for screen in screens] == [True] * 3


def test_number_of_queries_is_the_same_with_1_and_3(
    as_editor: Client,
    closed: Closed,
    agent: Any,
    faq: FaqPage,
) -> None:
    def add_one(number: int) -> None:
        question = closed(f"Bezorgt u paspoorten, keer {number}?")
        link_questions(questions=[question], page=faq, user=agent, now=NOW)
        asked_after(question, shown=[faq], opened=[faq])
        give_feedback(page=faq, helpful=False, now=NOW, reason=f"Reden {number}")

    def cost() -> int:
        as_editor.get(address(faq))
        with CaptureQueriesContext(connection) as queries:
            as_editor.get(address(faq))
        return len(queries)

    add_one(1)
    with_one = cost()
    add_one(2)
    add_one(3)

    assert (with_one, cost()) == (QUERIES, QUERIES)
