"""Many pages are indexed in few tasks, and a task reads its pages in the same number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks import task_backends

from tests.factories import FaqPageFactory
from vraagbaak.knowledge.faqs import indexing
from vraagbaak.knowledge.faqs.indexing import index_faqs, indexed_together
from vraagbaak.models import FaqPage


def planned() -> list[Any]:
    """The keys with which tasks were planned."""
    return [result.args[0] for result in task_backends["default"].results if result.task == index_faqs]


@pytest.fixture
def _only_planned(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.usefixtures("_only_planned")
def test_pages_saved_together_are_one_task(base):
    with indexed_together() as pending:
        pages = [FaqPageFactory(parent=base) for _number in range(3)]
        pending.index_if_many()

    assert planned() == [[page.pk for page in pages]]


@pytest.mark.usefixtures("_only_planned")
def test_task_is_planned_as_soon_as_many_pages_wait(base, monkeypatch):
    monkeypatch.setattr(indexing, "MAX_PAGES_PER_TASK", 2)

    with indexed_together() as pending:
        pages = []
        for _number in range(5):
            pages.append(FaqPageFactory(parent=base))
            pending.index_if_many()

    keys = [page.pk for page in pages]
    assert planned() == [keys[:2], keys[2:4], keys[4:]]


def test_indexed_pages_are_found(base, stranger):
    with indexed_together():
        page = FaqPageFactory(parent=base, title="Waar haal ik een rijbewijs?")

    assert list(FaqPage.objects.visible_to(stranger).search("rijbewijs")) == [page]


def test_more_pages_take_no_more_queries(base, topic):
    def queries(pages: list[Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            index_faqs.call([page.pk for page in pages])
        return len(captured)

    pages = [FaqPageFactory(parent=topic, tags=["reis"], alternatives=["Hoe dan?"]) for _number in range(6)]

    assert queries(pages[:2]) == queries(pages)
