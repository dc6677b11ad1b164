"""Earlier questions have an index of their own, so that what the public searches for never meets them."""

import shutil
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.search.backends import get_search_backend

from servicedesk.earlier.models import EarlierQuestion
from servicedesk.lifecycle.closing import close_question
from tests.factories import NOW, FaqPageFactory, QuestionFactory
from vraagbaak.finding.queries import search_faqs
from vraagbaak.knowledge.faqs.models import FaqPage
from vraagbaak.search.store import Store


@pytest.fixture
def _settled(office: Any, agent: Any) -> None:
    """With a slip and a rare word that stand in no page."""
    question = QuestionFactory(
        office=office, title="Waar vind ik de paspoortbali in Zeldzaamheuvel?", body=""
    )
    close_question(question=question, user=agent, now=NOW)


def stores() -> tuple[Store, Store]:
    backend = get_search_backend()
    return backend.store_of(FaqPage), backend.store_of(EarlierQuestion)


def found() -> list[str]:
    return [each.title for each in get_search_backend().search("zeldzaamheuvel", EarlierQuestion)]


@pytest.mark.usefixtures("_settled")
def test_words_of_askers_are_never_offered_to_the_public(base: Any, site: Any, stranger: Any) -> None:
    FaqPageFactory(parent=base, title="Waar is de paspoortbalie?")

    slip = search_faqs(query="paspoortbali", user=stranger, site=site)
    name = search_faqs(query="zeldzaamheuvl", user=stranger, site=site)

    assert slip.corrected == "paspoortbalie"
    assert (name.corrected, list(name)) == (None, [])


@pytest.mark.usefixtures("_settled")
def test_pages_and_questions_lie_apart(base: Any) -> None:
    FaqPageFactory(parent=base)
    pages, questions = stores()

    with questions.snapshot() as snapshot:
        assert snapshot.documents == 1
    with pages.snapshot() as snapshot:
        assert snapshot.frequency("text_nl", "zeldzaamheuvel") == 0


@pytest.mark.usefixtures("_settled")
def test_a_lost_index_comes_back_by_itself_and_leaves_the_other_alone(base: Any) -> None:
    FaqPageFactory(parent=base)
    pages, questions = stores()
    before = pages.token()
    shutil.rmtree(questions.folder)

    assert found() == ["Waar vind ik de paspoortbali in Zeldzaamheuvel?"]
    assert pages.token() == before


@pytest.mark.usefixtures("_settled")
def test_update_index_builds_both(base: Any) -> None:
    FaqPageFactory(parent=base, title="Waar is de balie?")
    for store in stores():
        shutil.rmtree(store.folder, ignore_errors=True)

    call_command("update_index", verbosity=0)

    assert found() == ["Waar vind ik de paspoortbali in Zeldzaamheuvel?"]
    assert [page.title for page in FaqPage.objects.search("balie")] == ["Waar is de balie?"]


def test_each_question_is_read_in_its_own_language(office: Any, agent: Any) -> None:
    for language, title in (("nl", "Zijn er paspoorten kwijt?"), ("en", "Are there houses to rent?")):
        question = QuestionFactory(office=office, title=title, body="", language=language)
        close_question(question=question, user=agent, now=NOW)

    _pages, questions = stores()

    with questions.snapshot() as snapshot:
        assert snapshot.frequency("text_nl", "paspoort") == 1
        assert snapshot.frequency("text_en", "hous") == 1
