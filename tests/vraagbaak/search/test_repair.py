"""A lost index comes back from the database, without anybody's help."""

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from vraagbaak.search.status import IndexStatus, status
from vraagbaak.search.store import REBUILD_LOCK, Store

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> Page:
    return Page.get_first_root_node().add_child(instance=Page(title="Paspoort"))


@pytest.fixture
def whole(page: Page) -> Store:
    call_command("update_index", verbosity=0)
    return get_search_backend().store


def search() -> list[str]:
    return [page.title for page in Page.objects.search("paspoort")]


def test_the_first_search_builds_the_index(page: Page) -> None:
    shutil.rmtree(get_search_backend().store.folder, ignore_errors=True)

    assert search() == ["Paspoort"]


def test_update_index_replaces_the_index(whole: Store) -> None:
    before = whole.token()
    call_command("update_index", verbosity=0)

    assert whole.token() != before
    assert search() == ["Paspoort"]
    assert len(list(whole.folder.glob("index-*"))) == 1


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000])
@pytest.mark.parametrize(
    "pattern", ["index-*/*.posts", "index-*/*.cols", "index-*/*.toc", "index-*/fields.json", "current"]
)
def test_a_damaged_index_is_logged_and_rebuilt(
    whole: Store, caplog: pytest.LogCaptureFixture, pattern: str, content: bytes
) -> None:
    search()
    for path in whole.folder.glob(pattern):
        path.write_bytes(content)

    with caplog.at_level(logging.ERROR, "vraagbaak.search"):
        found = search()

    assert found == ["Paspoort"]
    assert status().state == "ok"


def test_a_removed_index_is_rebuilt_while_the_process_runs(whole: Store) -> None:
    search()
    shutil.rmtree(whole.folder)

    assert status() == IndexStatus("damaged", 0)
    assert search() == ["Paspoort"]
    assert status().state == "ok"


def test_a_change_to_a_removed_index_brings_everything_back(whole: Store, page: Page) -> None:
    shutil.rmtree(whole.folder)
    other = Page.get_first_root_node().add_child(instance=Page(title="Paspoort kwijt"))
    get_search_backend().add(other)

    assert sorted(search()) == ["Paspoort", "Paspoort kwijt"]


def test_while_another_process_rebuilds_a_search_answers_nothing(whole: Store) -> None:
    shutil.rmtree(whole.folder)
    with whole.locked(REBUILD_LOCK, timeout=0):
        assert search() == []
        assert status() == IndexStatus("rebuilding", 0)

    assert search() == ["Paspoort"]


def test_a_rebuild_next_to_a_good_index_changes_nothing_for_searchers(whole: Store) -> None:
    with whole.locked(REBUILD_LOCK, timeout=0):
        whole.begin()
        assert (search(), status().state) == (["Paspoort"], "ok")


def test_the_status_counts_the_documents(whole: Store) -> None:
    with whole.snapshot() as snapshot:
        assert status() == IndexStatus("ok", snapshot.documents)


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_in_the_background_finishes_by_itself(settings: Any, tmp_path: Path) -> None:
    backend = {**settings.WAGTAILSEARCH_BACKENDS["default"], "REBUILD_IN_BACKGROUND": True}
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backend, "INDEX_DIR": str(tmp_path / "background")}}
    store = get_search_backend().store
    search()

    with store.locked(REBUILD_LOCK, timeout=30):
        pass
    assert status().state == "ok"
